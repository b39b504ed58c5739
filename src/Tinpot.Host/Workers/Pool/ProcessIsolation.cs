using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using Tinpot.Platform;
using Tinpot.Runtime;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Log;
using Tinpot.Workers.Protocol;
using Tinpot.Workers.Stopping;

namespace Tinpot.Workers.Pool;

/// <summary>Runs actions in children, where they can be stopped whatever they do, and crash alone.</summary>
internal sealed class ProcessIsolation(ChildPool pool, RunnerOptions options, TimeProvider clock) : IActionIsolation
{
    /// <summary>This many children that died before they began are not a coincidence.</summary>
    private const int MostAttempts = 5;

    public async Task<ExecutionOutcome> RunAsync(ClaimedExecution execution, ExecutionLog log, StopSignal stop, ISubmitter? submitter)
    {
        stop.IsKillable = true;
        var start = ActionStart.Of(execution, options);
        for (int attempt = 1; stop.Reason == StopReason.None; attempt++)
        {
            if (await RentAsync(stop).ConfigureAwait(false) is not { } child)
                break;
            ChildResult? end = await RunAsync(child, start, log, stop, submitter).ConfigureAwait(false);
            // This thread reads from the child, and what is still to be done may block
            if (end is not (null or ChildResult.Reported { Message: { LeftProcesses: false, Unclean: null } }))
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            if (end is ChildResult.Reported { Message: { } message })
                TakeLeftovers(message, child, execution, log);
            pool.Return(child);
            // A child that died before it began has done nothing of the action
            if (end is null || (end is ChildResult.Died { Begun: false, Fault: null } && attempt < MostAttempts))
                continue;
            return OutcomeOf(end, log, stop);
        }

        return StoppedOutcome.Of(stop);
    }

    /// <summary>Runs an execution in a child, and ends its output, which may wait for the log, before the child gets another.</summary>
    /// <returns>null when the child turns out to be unfit for any.</returns>
    private async Task<ChildResult?> RunAsync(Child child, ActionStart start, ExecutionLog log, StopSignal stop, ISubmitter? submitter)
    {
        OutputTail tail = CrashTail.Create();
        using IOutputWriter raw = log.Root.OpenRaw();
        var run = new ChildRun(new FrameDispatcher(log, tail), raw, tail, submitter);
        if (!child.TryBegin(run, start))
            return null;
        stop.Process.SetTarget(() => child.Kill());
        ChildResult end = await ChildStop.EndAsync(child, run, log, stop, options.Grace, clock).ConfigureAwait(false);
        stop.Process.ClearTarget();
        return end;
    }

    private void TakeLeftovers(EndMessage end, Child child, ClaimedExecution execution, ExecutionLog log)
    {
        if (end.Unclean is { } unclean)
            pool.Retire(child, execution.Action, unclean);
        if (end.LeftProcesses)
            OrphanedProcesses.Kill(child, log.Root);
    }

    private async Task<Child?> RentAsync(StopSignal stop)
    {
        try
        {
            return await pool.RentAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.Reason != StopReason.None)
        {
            return null;
        }
    }

    private static ExecutionOutcome OutcomeOf(ChildResult end, ExecutionLog log, StopSignal stop)
    {
        switch (end)
        {
            case ChildResult.Reported { Message.End: var reported }:
                return reported.Mask(log.Masker, stop);
            case ChildResult.Died died when stop.Reason == StopReason.None || died.Fault is not null:
                log.Root.Log(LogLevel.Error, CrashOutcome.Cause(died), null);
                return CrashOutcome.Of(died, log.Masker);
            default:
                return StoppedOutcome.Of(stop);
        }
    }
}
