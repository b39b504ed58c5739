using Microsoft.Extensions.Logging;
using Tinpot.Platform;

namespace Tinpot.Workers.Leases;

/// <summary>
/// Ends what runs under a lease that could not be renewed, before another may begin the same. Needs no store, no thread of the
/// pool, and no clock but the monotonic one; after a process was stopped for long this is the first that happens.
/// </summary>
internal sealed partial class LeaseFence(ActiveRuns runs, TimeSpan margin, SupervisedLoops loops, ILogger logger)
{
    private readonly SupervisedLoop _loop = loops.Create("lease fence", logger);

    public Task RunAsync(CancellationToken ended) => DedicatedThread.RunAsync("Tinpot fence", () =>
    {
        while (!ended.WaitHandle.WaitOne(_loop.Pass(Pass, ended)))
        {
        }
    });

    /// <returns>When to look again.</returns>
    public TimeSpan Pass()
    {
        TimeSpan next = margin;
        foreach (ActiveRun run in runs.All)
        {
            if (run.Lost)
            {
                // A kill that did not succeed is repeated until the action is gone
                run.Lose();
                continue;
            }

            if (run.Term is not { } term)
                continue;
            TimeSpan left = term.Left;
            if (left > TimeSpan.Zero)
                next = left < next ? left : next;
            else if (run.Lose())
                LogFenced(run.Execution.Action, run.Lease.ExecutionId);
        }

        // A wait is cut to whole milliseconds, and would come too early
        return next + TimeSpan.FromMilliseconds(1);
    }

    [LoggerMessage(Level = LogLevel.Error, Message =
        "The lease of execution {Execution} of {Action} could not be renewed in time, and another worker may take it over. This worker stops it at once and writes nothing more to it.")]
    private partial void LogFenced(string action, Guid execution);
}
