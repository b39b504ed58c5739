using System.Diagnostics;
using System.IO.Pipes;
using Microsoft.Extensions.Logging;
using Tinpot.Platform;
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
    private readonly FrameTags _tags = new();
    private ChildRun? _run;
    private CrashOrigin? _crash;
    private CrashOrigin? _suspect;
    private bool _closing;
    private string? _fault;
    private bool _killed;
    private long _foreign;
    private Guid _execution;

    /// <exception cref="ChildStartException">The system gives no thread to read what it sends. It is ended.</exception>
    public static Child Of(Process process, string mark, int mostBytes, ILogger logger)
    {
        int id = process.Id;
        try
        {
            return new Child(process, mark, mostBytes, logger);
        }
        catch (Exception error)
        {
            ProcessTree.Kill(id);
            process.StandardInput.Dispose();
            process.StandardOutput.Dispose();
            process.StandardError.Dispose();
            process.Dispose();
            throw new ChildStartException($"The child process {id} was started, but cannot be listened to: {error.Message} The system may be short of memory or threads (ulimit -u).", error)
            {
                Shortage = SystemShortage.Is(error),
            };
        }
    }

    /// <param name="mark">By which the child and its descendants are known.</param>
    /// <param name="mostBytes">Longest frame that is taken from it.</param>
    private Child(Process process, string mark, int mostBytes, ILogger logger)
    {
        _process = process;
        _logger = logger;
        Mark = mark;
        Id = process.Id;
        ActionProcess = Id;
        _control = process.StandardInput.BaseStream;
        _raw = new RawOutput(((PipeStream)process.StandardError.BaseStream).SafePipeHandle);
        var reader = new ChildReader(
            this, ((PipeStream)process.StandardOutput.BaseStream).SafePipeHandle, _raw, new FrameBuffer(mostBytes));
        _frames = new FrameWriter(_control, Protocol.StartLimit);
        new Thread(reader.Run) { IsBackground = true, Name = $"Tinpot child {Id}" }.Start();
    }

    /// <summary>The process that the host started.</summary>
    public int Id { get; }

    /// <summary>The process that runs actions: another one when there is a wrapper between.</summary>
    public int ActionProcess { get; set; }

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
    public long Memory => ProcessMemory.Of(ActionProcess);

    public long MemoryAtStart { get; set; }

    /// <summary>When it was given back, as a timestamp of the pool's clock.</summary>
    public long IdleSince { get; set; }

    /// <summary>Gives the child an execution; false when it turns out to be unfit for any.</summary>
    public bool TryBegin(ChildRun run, ActionStart start)
    {
        ulong tag;
        lock (Gate)
        {
            // What a leftover of the execution before printed just now must not stand in this one's log
            if (!Fit || _raw.Waiting > 0)
                return false;
            _raw.Begin(run.Tail);
            _run = run;
            tag = _tags.Give(new ExecutionOrigin(start.Action, start.ExecutionId));
            _execution = start.ExecutionId;
            Runs++;
        }

        if (start.Arguments.Length <= AtOnce)
            Send(start, tag);
        else
            SendLater(start, tag);
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
        _closing = true;
        try
        {
            _control.Dispose();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // It is gone already
        }
    }

    /// <summary>Takes no more executions: an execution has left it in another state than it found it.</summary>
    public void Retire() => Fit = false;

    /// <summary>Ends the process and all its descendants now. Returns how many descendants there were.</summary>
    public int Kill()
    {
        Fit = false;
        _killed = true;
        return ProcessTree.Kill(Id);
    }

    /// <summary>Handles a frame; called by the reader, under the gate.</summary>
    /// <exception cref="ProtocolException">The child must not send it.</exception>
    public void Take(in Frame frame)
    {
        if (frame.Kind == FrameKind.Hello)
        {
            if (!_greeting.TrySetResult(HelloMessage.Read(frame)))
                throw ProtocolException.Unexpected(frame.Kind);
        }
        else if (!_greeting.Task.IsCompleted)
        {
            throw new ProtocolException($"A frame of kind {frame.Kind} came before the child had greeted its host.");
        }
        else if (frame.Kind == FrameKind.Crash)
        {
            _crash = new CrashOrigin(_tags.Find(frame.Tag), CrashMessage.Read(frame).Cause);
        }
        else if (_run is { } run && frame.Tag == _tags.Current)
        {
            Take(run, frame);
        }
        else
        {
            TakeForeign(frame);
        }
    }

    /// <summary>Hands on what the reader took from the output pipe; called under the gate.</summary>
    public void TakeOutput()
    {
        if (_raw.HandOn(_run?.Raw) && _run is null && _greeting.Task.IsCompleted && Fit)
        {
            Fit = false;
            LogLate(_tags.Find(_tags.Current)?.Action ?? "");
        }
    }

    /// <summary>The reader is done: the process is gone, or is ended now. Whatever fails here, nobody waits for this child for ever.</summary>
    /// <param name="fault">Why the process has to be ended; null when it ended by itself.</param>
    /// <param name="drain">Takes what it still printed.</param>
    public void EndAfter(string? fault, Action drain)
    {
        Fit = false;
        fault ??= _fault;
        if (fault is not null)
            Attempt(() => Kill());
        Attempt(drain);
        Attempt(WaitForExit);
        // With its sub-reaper gone, what it had started belongs to nobody
        Attempt(() => ProcessTree.KillMarked(Mark));
        int exitCode = Signals.ExitCodeBase + Signals.Kill;
        Attempt(() => exitCode = _process.ExitCode);
        _greeting.TrySetException(Unborn(fault ?? _fault, exitCode));
        lock (Gate)
        {
            CrashOrigin? foreign = fault is null && _fault is null && !_killed && !_closing ? ForeignCrash() : null;
            if (foreign is { Execution: { } origin })
                LogCrash(foreign, origin);
            if (_run is { } run)
                EndRun(run, new ChildEnd.Died(exitCode, _raw.LastLines, fault ?? _fault) { Begun = run.Begun || _killed, Origin = foreign });
            if (_foreign > 1)
                LogForeignCount(Id, _foreign);
        }

        Close();
        Attempt(_frames.Dispose);
        Attempt(_process.StandardOutput.Dispose);
        Attempt(_process.StandardError.Dispose);
        Attempt(_process.Dispose);
        _gone.TrySetResult();
    }

    /// <summary>What another execution than the running one did to the process, or may have done.</summary>
    private CrashOrigin? ForeignCrash()
    {
        if (_crash is { Execution: { } known })
            return _run is null || known.ExecutionId != _execution ? _crash : null;
        return _suspect;
    }

    private void LogCrash(CrashOrigin crash, ExecutionOrigin origin)
    {
        if (crash.IsSuspicion)
            LogMayHaveEnded(Id, origin.Action, origin.ExecutionId, crash.Cause);
        else
            LogBroughtDown(origin.Action, origin.ExecutionId, crash.Cause);
    }

    private void Take(ChildRun run, in Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Begun:
                run.Begun = true;
                break;
            case FrameKind.Stopping:
                run.HasStopping();
                break;
            case FrameKind.Submit:
                run.Submit(SubmitMessage.Read(frame), this);
                break;
            case FrameKind.End:
                EndMessage end = EndMessage.Read(frame);
                if (end.Running is { } running)
                    _suspect = new CrashOrigin(_tags.Find(frame.Tag), running) { IsSuspicion = true };
                EndRun(run, new ChildEnd.Reported(end));
                break;
            default:
                run.Replay.Play(frame);
                break;
        }
    }

    /// <summary>What code left behind sends belongs to no execution that runs.</summary>
    private void TakeForeign(in Frame frame)
    {
        ExecutionOrigin? origin = _tags.Find(frame.Tag);
        // One that was passed on while the execution ended says nothing
        if (frame.Kind == FrameKind.Stopping && origin is not null)
            return;
        Fit = false;
        if (_foreign++ > 0)
            return;
        if (origin is null)
            LogUnknown(Id, frame.Kind);
        else if (frame.Kind == FrameKind.Late)
            LogLate(origin.Action);
        else
            LogForeign(Id, frame.Kind, origin.Action, origin.ExecutionId);
    }

    private void WaitForExit()
    {
        if (_process.WaitForExit(ExitTime))
            return;
        ProcessTree.Kill(Id);
        _process.WaitForExit();
    }

    private void EndRun(ChildRun run, ChildEnd end)
    {
        try
        {
            // What was printed before the end belongs to it: the piece that the reader holds, and what lies in the pipe now
            _raw.HandOn(run.Raw);
            for (int left = _raw.Waiting; left > 0;)
            {
                left -= _raw.Read();
                _raw.HandOn(run.Raw);
            }

            _raw.Finish(run.Raw);
        }
        catch (Exception error)
        {
            LogFailed(error, Id);
            end = new ChildEnd.Died(Signals.ExitCodeBase + Signals.Kill, "", $"What it printed could not be taken: {error.GetType()}: {error.Message}") { Begun = true };
            Retire();
        }
        finally
        {
            _run = null;
            run.HasEnded(end);
        }
    }

    private void Attempt(Action step)
    {
        try
        {
            step();
        }
        catch (Exception error)
        {
            LogFailed(error, Id);
        }
    }

    private void SendLater(ActionStart start, ulong tag)
    {
        try
        {
            new Thread(() => Send(start, tag)) { IsBackground = true, Name = "Tinpot start" }.UnsafeStart();
        }
        catch (Exception error) when (SystemShortage.Is(error))
        {
            // The system has no thread left; the pool has some already
            _ = Task.Run(() => Send(start, tag));
        }
    }

    private void Send(ActionStart start, ulong tag) => Send(frames => StartMessage.Send(frames, start, tag));

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
        catch (Exception error)
        {
            // Half a frame may have been sent: nothing that follows would be understood
            _fault = $"It could not be told what to do: {error.GetType()}: {error.Message}";
            Attempt(() => Kill());
        }
    }

    private ChildStartException Unborn(string? fault, int exitCode)
    {
        if (fault is null && exitCode == Signals.ExitCodeBase + Signals.Kill)
            return new($"The child process {Id} was killed before it greeted its host, by somebody or because the system was out of memory.") { Killed = true };
        string said = _raw.LastLines;
        if (IsShortage(said))
            return new($"The child process {Id} could not begin, because the system is short of memory, processes (ulimit -u) or descriptors (ulimit -n). It printed: {said}") { Shortage = true };
        return new($"The child process {Id} ended before it greeted its host. A Main of its own must begin with "
            + "'if (TinpotHost.IsChild(args)) return await TinpotHost.RunChildAsync(args, catalog);' or call TinpotHost.RunAsync, "
            + $"and print nothing before that; TINPOT_ISOLATION=inprocess does without children.{(fault is null ? "" : " " + fault)}"
            + (said.Length == 0 ? "" : $" It printed: {said}"));
    }

    /// <summary>What the runtime prints when it ends for want of something while it comes up.</summary>
    private static bool IsShortage(string said) =>
        said.Contains("Out of memory", StringComparison.Ordinal)
        || said.Contains("OutOfMemoryException", StringComparison.Ordinal)
        || said.Contains("HRESULT: 0x8007000E", StringComparison.Ordinal)
        || said.Contains("Resource temporarily unavailable", StringComparison.Ordinal)
        || said.Contains("Too many open files", StringComparison.Ordinal);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The action {Action} wrote output after it had ended; await what it starts. The output is dropped, and the child process replaced.")]
    private partial void LogLate(string action);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The child process {Child} sent a frame of kind {Kind} for the execution {Execution} of the action {Action}, which has ended. It is dropped, and the child process replaced.")]
    private partial void LogForeign(int child, FrameKind kind, string action, Guid execution);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The child process {Child} sent a frame of kind {Kind} that belongs to no execution it was given. It is dropped, and the child process replaced.")]
    private partial void LogUnknown(int child, FrameKind kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The child process {Child} sent {Frames} such frames in all.")]
    private partial void LogForeignCount(int child, long frames);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The action {Action} (execution {Execution}) had left code running when it ended, which has now ended its process by {Cause}; await what an action starts.")]
    private partial void LogBroughtDown(string action, Guid execution, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The child process {Child} has ended. Code that the action {Action} (execution {Execution}) had left running in it ({Left}) may have caused this; await what an action starts.")]
    private partial void LogMayHaveEnded(int child, string action, Guid execution, string left);

    [LoggerMessage(Level = LogLevel.Error, Message = "A step in ending the child process {Child} failed; the others are done.")]
    private partial void LogFailed(Exception error, int child);
}
