using System.Runtime.InteropServices;
using Tinpot.Platform;
using Tinpot.Platform.Processes;
using Tinpot.Workers.Protocol;

namespace Tinpot.Workers.Pool;

/// <summary>Reads what a child sends and prints, on a thread of its own, in the order in which it was written.</summary>
/// <remarks>
/// A child sends nothing while its output pipe holds something, so what lies in that pipe is younger than every frame that
/// lies in the other. Hence: see what frames there are, take a piece of the output, handle those frames, then hand on the
/// piece. A log that has no room makes this thread wait, both pipes run full, and the child waits: nothing here grows.
/// </remarks>
/// <param name="frameTime">So long the rest of a frame may take to come after a part of it came.</param>
internal sealed class ChildReader(Child child, SafeHandle control, RawOutput raw, FrameBuffer frames, TimeSpan frameTime)
{
    /// <summary>A process that inherited the output pipe may hold it open forever; the pipe is read for this time after the child's end.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromMilliseconds(200);

    /// <summary>Should the end of the control pipe be kept from us, the end of the process is seen after this time.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <summary>A wait that is shorter is none.</summary>
    private static readonly TimeSpan NoWait = TimeSpan.FromMicroseconds(50);

    /// <summary>Steps without a wait between them, after which the child is writing a flood.</summary>
    private const int FloodSteps = 16;

    private const int AtOnce = 64 * 1024;

    private TimeSpan _silence;
    private int _unwaited;
    private bool _ended;

    public void Run()
    {
        string? fault = null;
        try
        {
            while (!_ended)
                Step();
        }
        catch (ProtocolException error) when (error.IsOverlong && !child.Greeting.IsCompleted)
        {
            fault = "It wrote to standard output before its first frame.";
        }
        catch (ProtocolException error)
        {
            fault = $"It violated the child protocol: {error.Message}";
        }
        catch (Exception error)
        {
            // Whatever goes wrong with one child is the end of that child, never of the host
            fault = $"A frame from it could not be handled: {error.GetType()}: {error.Message}";
        }

        child.EndAfter(fault, DrainOutput);
    }

    private void Step()
    {
        long started = SystemClock.Instance.GetTimestamp();
        (bool sent, bool printed) = DescriptorWait.Readable(control, raw.Ended ? null : raw.Pipe, Round);
        TimeSpan waited = SystemClock.Instance.GetElapsedTime(started);
        RequireRest(sent, waited);
        // A flood is read in large pieces: to be woken for each line costs both processes more than the line
        _unwaited = waited < NoWait ? _unwaited + 1 : 0;
        if (_unwaited > FloodSteps)
            Thread.Sleep(1);
        if (!sent && !printed)
        {
            _ended = child.HasExited;
            return;
        }

        lock (child.Gate)
        {
            // What is sent from here on may be younger than the piece
            int older = PipeContent.Waiting(control);
            if (printed)
                raw.Read();
            TakeFrames(older);
            child.TakeOutput();
            _ended = sent && older == 0;
        }

        child.TellEnd();
    }

    /// <summary>Code that writes into the pipe itself may send a part of a frame, and then its host would wait for the rest forever.</summary>
    private void RequireRest(bool sent, TimeSpan waited)
    {
        // Where this process itself was stopped for a time, that counts as one round
        _silence = sent || frames.IsEmpty ? TimeSpan.Zero : _silence + (waited < Round ? waited : Round);
        if (_silence > frameTime)
            throw new ProtocolException($"A frame is incomplete, and no byte arrived for {frameTime.TotalSeconds:F0} s.");
    }

    private void TakeFrames(int bytes)
    {
        while (bytes > 0)
        {
            Span<byte> room = frames.GetSpan(Math.Min(bytes, AtOnce));
            int length = DescriptorWait.Read(control, room[..Math.Min(bytes, room.Length)]);
            frames.Advance(length);
            bytes -= length;
            while (frames.TryTake(out Frame frame))
                child.Take(frame);
        }
    }

    private void DrainOutput()
    {
        long since = SystemClock.Instance.GetTimestamp();
        while (!raw.Ended && Drain - SystemClock.Instance.GetElapsedTime(since) is var left && left > TimeSpan.Zero
            && DescriptorWait.Readable(raw.Pipe, null, left).First)
        {
            lock (child.Gate)
            {
                raw.Read();
                child.TakeOutput();
            }
        }
    }
}
