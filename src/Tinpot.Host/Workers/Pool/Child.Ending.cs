using Tinpot.Platform;
using Tinpot.Platform.Processes;

namespace Tinpot.Workers.Pool;

// How a child goes.
internal sealed partial class Child
{
    /// <summary>The reader is done: the process is gone, or is ended now. Whatever fails here, nobody waits for this child forever.</summary>
    /// <param name="fault">Why the process has to be ended; null when it ended by itself.</param>
    /// <param name="drain">Takes what it still printed.</param>
    public void EndAfter(string? fault, Action drain)
    {
        Fit = false;
        Attempt(TellEnd);
        fault ??= _fault;
        if (fault is not null)
            Attempt(() => Kill());
        Attempt(drain);
        Attempt(WaitForExit);
        _reaped = true;
        // With its sub-reaper gone, what it had started belongs to nobody
        Attempt(() => ProcessTree.KillMarked(Mark));
        int exitCode = Signals.ExitCodeBase + Signals.Kill;
        Attempt(() => exitCode = _process.ExitCode);
        fault ??= _fault;
        _greeting.TrySetException(Unborn(fault, exitCode));
        // Observed, for nothing may wait for the greeting any longer
        _ = _greeting.Task.Exception;
        lock (Gate)
        {
            CrashOrigin? foreign = fault is null && !_killed && !_closing ? ForeignCrash() : null;
            if (foreign is { Execution: { } origin })
                LogCrash(foreign, origin);
            if (_run is { } run)
                EndRun(run, new ChildResult.Died(exitCode, _raw.LastLines, fault) { Begun = _killed || !_control.HoldsStart(), Origin = foreign });
            if (_foreign > 1)
                LogForeignCount(Id, _foreign);
        }

        Attempt(TellEnd);
        Close();
        Attempt(_control.Dispose);
        Attempt(_process.StandardOutput.Dispose);
        Attempt(_process.StandardError.Dispose);
        Attempt(() => _memory?.Dispose());
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

    /// <summary>A handler of the author's may keep the runtime from ending a process in which nobody catches an exception.</summary>
    private async Task EndCrashedAsync(CrashOrigin crash)
    {
        if (await Task.WhenAny(Gone, Task.Delay(ExitTime, SystemClock.Instance)).ConfigureAwait(false) == Gone)
            return;
        Attempt(() => Blame(crash));
        Attempt(() => Kill());
    }

    private void Blame(CrashOrigin crash)
    {
        lock (Gate)
        {
            string whose = crash.Execution is { } origin && (_run is null || origin.ExecutionId != _execution) ? $" of code that {origin} had left running" : "";
            _fault ??= $"It went on for {ExitTime.TotalSeconds:F0} s after {crash.Cause}{whose}: a handler of AppDomain.UnhandledException does not return.";
            if (whose.Length > 0)
                LogCrash(crash, crash.Execution!);
        }
    }

    private void WaitForExit()
    {
        if (_process.WaitForExit(ExitTime))
            return;
        if (!_killed && !_closing)
            _fault ??= $"It closed the pipe to its host and went on for {ExitTime.TotalSeconds:F0} s.";
        do
            Kill();
        while (!_process.WaitForExit(ExitTime));
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

    private ChildStartException Unborn(string? fault, int exitCode)
    {
        if (fault is null && exitCode == Signals.ExitCodeBase + Signals.Kill)
            return new($"The child process {Id} was killed before it sent its greeting, by another process or because the system was out of memory.") { Killed = true };
        string said = _raw.LastLines;
        if (IsShortage(said))
            return new($"The child process {Id} could not start, because the system does not have enough memory, processes (ulimit -u) or descriptors (ulimit -n). Its output: {said}") { Shortage = true };
        return new($"The child process {Id} ended before it sent its greeting. {_advice}{(fault is null ? "" : " " + fault)}"
            + (said.Length == 0 ? "" : $" Its output: {said}"));
    }

    /// <summary>Whether this is what the runtime prints when it cannot start for lack of memory, threads or descriptors.</summary>
    private static bool IsShortage(string said) =>
        said.Contains("Out of memory", StringComparison.Ordinal)
        || said.Contains("OutOfMemoryException", StringComparison.Ordinal)
        || said.Contains("HRESULT: 0x8007000E", StringComparison.Ordinal)
        || said.Contains("Resource temporarily unavailable", StringComparison.Ordinal)
        || said.Contains("Too many open files", StringComparison.Ordinal);
}
