using System.Diagnostics;
using System.IO.Pipes;
using Microsoft.Extensions.Logging;
using Tinpot.Processes;

namespace Tinpot.Workers;

/// <summary>A child process, seen from its host: it is given one execution after another.</summary>
internal sealed partial class Child
{
    /// <summary>A piece that the pipe takes at once, even if the child does not read it.</summary>
    private const int AtOnce = 32 * 1024;

    private static readonly TimeSpan ExitTime = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly ILogger _logger;
    private readonly RawOutput _raw;
    private readonly Stream _control;
    private readonly FrameWriter _frames;
    private readonly Lock _sending = new();
    private readonly TaskCompletionSource<HelloMessage> _greeting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ChildRun? _run;
    private string _action = "";
    private Guid _execution;

    /// <param name="mark">What the child and its descendants have in their environment and nobody else has.</param>
    /// <param name="mostBytes">Longest frame that is taken from it.</param>
    public Child(Process process, string mark, int mostBytes, ILogger logger)
    {
        _process = process;
        _logger = logger;
        Mark = mark;
        Id = process.Id;
        _control = process.StandardInput.BaseStream;
        _raw = new RawOutput(((PipeStream)process.StandardError.BaseStream).SafePipeHandle);
        var reader = new ChildReader(
            this, ((PipeStream)process.StandardOutput.BaseStream).SafePipeHandle, _raw, new FrameBuffer(mostBytes));
        _frames = new FrameWriter(_control, Protocol.StartLimit);
        new Thread(reader.Run) { IsBackground = true, Name = $"Tinpot child {Id}" }.Start();
    }

    public int Id { get; }

    public string Mark { get; }

    /// <summary>Held while anything that came from the child is handled.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The child's first word; fails when it ends without one.</summary>
    public Task<HelloMessage> Greeting => _greeting.Task;

    /// <summary>Ends when the process is gone and everything it sent is handled.</summary>
    public Task Gone => _gone.Task;

    public bool HasExited => _process.HasExited;

    /// <summary>May be given another execution.</summary>
    public bool Fit { get; private set; } = true;

    /// <summary>How many executions it was given.</summary>
    public int Runs { get; private set; }

    /// <summary>Bytes of memory in use, 0 when it is gone.</summary>
    public long Memory => ProcessMemory.Of(Id);

    public long MemoryAtStart { get; set; }

    /// <summary>When it was given back, as a timestamp of the pool's clock.</summary>
    public long IdleSince { get; set; }

    /// <summary>Gives the child an execution; false when it turns out to be unfit for any.</summary>
    public bool TryBegin(ChildRun run, ActionStart start)
    {
        lock (Gate)
        {
            // What a leftover of the execution before printed just now must not stand in this one's log
            if (!Fit || _raw.Waiting > 0)
                return false;
            _raw.Begin(run.Tail);
            _run = run;
            _action = start.Action;
            _execution = start.ExecutionId;
            Runs++;
        }

        if (start.Arguments.Length <= AtOnce)
            Send(start);
        else
            _ = Task.Factory.StartNew(() => Send(start), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return true;
    }

    /// <summary>Asks the execution that it was given last to stop; returns at once, whether the child listens or not.</summary>
    public void RequestStop(StopReason reason)
    {
        var stop = new StopMessage(_execution, reason);
        _ = Task.Run(() => Send(stop.Send));
    }

    /// <summary>Tells the child how an execution ended that it had submitted; one that does not wait for it any more takes no notice.</summary>
    public void Answer(AnswerMessage answer) => Send(answer.Send);

    /// <summary>Takes no more executions and goes, with all that it started.</summary>
    public void Close()
    {
        Fit = false;
        try
        {
            _control.Dispose();
        }
        catch (IOException)
        {
            // It is gone already
        }
    }

    /// <summary>Ends the process and all its descendants now. Returns how many descendants there were.</summary>
    public int Kill()
    {
        Fit = false;
        return ProcessTree.Kill(Id);
    }

    /// <summary>Handles a frame; called by the reader, under the gate.</summary>
    public void Take(in Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Hello:
                _greeting.TrySetResult(HelloMessage.Read(frame));
                break;
            case FrameKind.Late:
                Fit = false;
                LogLate(_action);
                break;
            case FrameKind.Stopping:
                _run?.HasStopping();
                break;
            case FrameKind.Submit when _run is { } caller:
                caller.Submit(SubmitMessage.Read(frame), this);
                break;
            case FrameKind.End when _run is { } run:
                EndRun(run, new ChildEnd.Reported(EndMessage.Read(frame)));
                break;
            default:
                if (_run is null)
                    throw new ProtocolException($"The child sent {frame.Kind} while it ran nothing.");
                _run.Replay.Play(frame);
                break;
        }
    }

    /// <summary>Hands on what the reader took from the output pipe; called under the gate.</summary>
    public void TakeOutput()
    {
        if (_raw.HandOn(_run?.Raw) && _run is null && _greeting.Task.IsCompleted && Fit)
        {
            Fit = false;
            LogLate(_action);
        }
    }

    /// <summary>The reader is done: the process is gone, or is ended now.</summary>
    public void End(string? fault)
    {
        Fit = false;
        if (!_process.WaitForExit(ExitTime))
        {
            ProcessTree.Kill(Id);
            _process.WaitForExit();
        }

        // With its sub-reaper gone, what it had started belongs to nobody
        ProcessTree.KillMarked(Mark);
        _greeting.TrySetException(Unborn(fault));
        lock (Gate)
        {
            if (_run is { } run)
                EndRun(run, new ChildEnd.Died(_process.ExitCode, _raw.LastLines, fault));
        }

        Close();
        _frames.Dispose();
        _process.StandardOutput.Dispose();
        _process.StandardError.Dispose();
        _process.Dispose();
        _gone.TrySetResult();
    }

    private void EndRun(ChildRun run, ChildEnd end)
    {
        // What was printed before the end belongs to it: the piece that the reader holds, and what lies in the pipe now
        _raw.HandOn(run.Raw);
        for (int left = _raw.Waiting; left > 0;)
        {
            left -= _raw.Read();
            _raw.HandOn(run.Raw);
        }

        _raw.Finish(run.Raw);
        _run = null;
        run.HasEnded(end);
    }

    private void Send(ActionStart start) => Send(frames => StartMessage.Send(frames, start));

    private void Send(Action<FrameWriter> frame)
    {
        try
        {
            lock (_sending)
                frame(_frames);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // It is gone, as the reader finds out too
        }
    }

    private ChildStartException Unborn(string? fault)
    {
        if (fault is null && _process.ExitCode == Signals.ExitCodeBase + Signals.Kill)
            return new($"The child process {Id} was killed before it greeted its host, by somebody or because the system was out of memory.") { Killed = true };
        string said = _raw.LastLines;
        return new($"The child process {Id} ended before it greeted its host. A Main of its own must begin with "
            + "'if (TinpotHost.IsChild(args)) return await TinpotHost.RunChildAsync(args, catalog);' or call TinpotHost.RunAsync, "
            + $"and print nothing before that; TINPOT_ISOLATION=inprocess does without children.{(fault is null ? "" : " " + fault)}"
            + (said.Length == 0 ? "" : $" It printed: {said}"));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The action {Action} wrote output after it had ended; await what it starts. The output is dropped, and the child process replaced.")]
    private partial void LogLate(string action);
}
