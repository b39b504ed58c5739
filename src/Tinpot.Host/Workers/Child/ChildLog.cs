using Tinpot.Workers.Protocol;

namespace Tinpot.Workers.Child;

/// <summary>What one execution tells of itself, sent to the host, who keeps its log.</summary>
internal sealed class ChildLog
{
    /// <summary>A thread that is stuck in the midst of a frame must not keep the process from ending.</summary>
    private static readonly TimeSpan CrashPatience = TimeSpan.FromSeconds(1);

    private readonly FrameSender _sender;
    private readonly ulong _tag;
    private long _lastCall;
    private long _lastWriter;
    private bool _closed;
    private bool _late;

    /// <param name="tag">Names the execution in its frames.</param>
    public ChildLog(FrameSender sender, ulong tag)
    {
        _sender = sender;
        _tag = tag;
        Root = new ChildCallSink(this, 0);
    }

    /// <summary>The action that was started.</summary>
    public ChildCallSink Root { get; }

    /// <summary>Why something that the execution told did not reach the host; null when all of it did.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Sends a frame; after the end says once that something came too late.</summary>
    public void Send<TMessage>(TMessage message)
        where TMessage : IFrameMessage, allows ref struct
    {
        lock (_sender.Gate)
        {
            if (!IsOpen())
                return;
            try
            {
                _sender.Open().Send(message, _tag);
            }
            catch (Exception error) when (Spoil(error))
            {
                throw;
            }
        }
    }

    /// <summary>Begins a nested call; its number and its place among the frames are taken together.</summary>
    public ChildCallSink StartCall(long caller, string action, ReadOnlySpan<byte> arguments, Guid? executionId = null)
    {
        lock (_sender.Gate)
        {
            var call = new ChildCallSink(this, ++_lastCall);
            if (!IsOpen())
                return call;
            try
            {
                _sender.Open().Send(new CallStartedMessage(call.Number, caller, action, executionId, arguments), _tag);
            }
            catch (Exception error) when (Spoil(error))
            {
                throw;
            }

            return call;
        }
    }

    public long NextWriter() => Interlocked.Increment(ref _lastWriter);

    /// <summary>Sends the end; what comes later is dropped.</summary>
    /// <exception cref="IOException">Something was not sent: whatever the action did about that, its end must not look as if all were there.</exception>
    public void Complete(EndMessage end)
    {
        lock (_sender.Gate)
        {
            _closed = true;
            if (Fault is { } fault)
                throw new IOException($"Output of the action could not be sent to the host: {fault.Message}", fault);
            _sender.Open().Send(end, _tag);
        }
    }

    /// <summary>Says that the execution's code ends the process, even after the execution's end.</summary>
    public void Crash(string cause)
    {
        if (!_sender.Gate.TryEnter(CrashPatience))
            return;
        try
        {
            _sender.Open().Send(new CrashMessage(cause), _tag);
        }
        finally
        {
            _sender.Gate.Exit();
        }
    }

    /// <summary>Says something that has no more to it than its kind.</summary>
    public void Signal(FrameKind kind)
    {
        lock (_sender.Gate)
        {
            FrameWriter frames = _sender.Open();
            frames.Begin(kind, _tag);
            frames.Send();
        }
    }

    /// <summary>Remembers that a frame is missing; the action may catch what it gets for that.</summary>
    private bool Spoil(Exception error)
    {
        Fault ??= error;
        return false;
    }

    private bool IsOpen()
    {
        if (_closed && !_late)
        {
            _late = true;
            FrameWriter frames = _sender.Open();
            frames.Begin(FrameKind.Late, _tag);
            frames.Send();
        }

        return !_closed;
    }
}
