using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using Tinpot.Runtime;

namespace Tinpot.Workers;

/// <summary>Runs actions in children, where they can be stopped whatever they do, and crash alone.</summary>
internal sealed class ProcessIsolation(ChildPool pool, RunnerOptions options, TimeProvider clock) : IActionIsolation
{
    public async Task<ExecutionOutcome> RunAsync(ClaimedExecution execution, ExecutionLog log, StopSignal stop, ISubmitter? submitter)
    {
        stop.IsKillable = true;
        var start = ActionStart.Of(execution, options);
        while (stop.Reason == StopReason.None)
        {
            if (await RentAsync(stop).ConfigureAwait(false) is not { } child)
                break;
            var tail = new OutputTail();
            var replay = new ReplayedLog(log, tail);
            using IOutputWriter raw = log.Root.OpenRaw();
            var run = new ChildRun(replay, raw, tail, submitter);
            if (!child.TryBegin(run, start))
            {
                pool.Return(child);
                continue;
            }

            stop.Process.Arm(() => child.Kill());
            ChildEnd end = await ChildStop.EndAsync(child, run, log, stop, options.Grace, clock).ConfigureAwait(false);
            stop.Process.Disarm();
            if (end is ChildEnd.Reported { Message.LeftProcesses: true })
                Leftovers.Kill(child, log.Root);
            pool.Return(child);
            return OutcomeOf(end, log, stop);
        }

        return StoppedOutcome.Of(stop);
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

    private static ExecutionOutcome OutcomeOf(ChildEnd end, ExecutionLog log, StopSignal stop)
    {
        switch (end)
        {
            case ChildEnd.Reported { Message.End: var reported }:
                return reported.Mask(log.Masker, stop);
            case ChildEnd.Died died when stop.Reason == StopReason.None || died.Fault is not null:
                log.Root.Log(LogLevel.Error, CrashOutcome.Cause(died), null);
                return CrashOutcome.Of(died, log.Masker);
            default:
                return StoppedOutcome.Of(stop);
        }
    }
}
