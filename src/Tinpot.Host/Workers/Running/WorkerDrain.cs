using Microsoft.Extensions.Logging;
using Tinpot.Workers.Leases;

namespace Tinpot.Workers.Running;

/// <summary>Lets running work end when the host stops: first by itself, then asked, then killed, then without it.</summary>
/// <param name="hurry">Signalled when nothing is waited for any longer.</param>
internal sealed partial class WorkerDrain(
    ActiveRuns runs, TinpotOptions options, CancellationToken hurry, TimeProvider clock, ILogger logger)
{
    /// <summary>What is killed is gone at once; then its end is written down.</summary>
    private static readonly TimeSpan KillTime = TimeSpan.FromSeconds(5);

    public async Task RunAsync()
    {
        if (runs.Count == 0)
            return;
        LogWaiting(runs.Count, Names(), options.Drain);
        if (await runs.WaitForAllAsync(options.Drain, clock, hurry).ConfigureAwait(false))
            return;

        LogStopping(runs.Count, Names(), options.Grace);
        foreach (ActiveRun run in runs.All)
            run.Stop.Stop(StopReason.Shutdown);
        if (await runs.WaitForAllAsync(options.Grace, clock, hurry).ConfigureAwait(false))
            return;

        foreach (ActiveRun run in runs.All)
            run.Stop.Force();
        bool killed = runs.All.Any(run => run.Stop.IsKillable);
        if (killed && await runs.WaitForAllAsync(KillTime, clock, CancellationToken.None).ConfigureAwait(false))
            return;

        LogLeaving(runs.Count, Names());
        foreach (ActiveRun run in runs.All)
            run.Abandon();
        await runs.WaitForAllAsync(Timeout.InfiniteTimeSpan, clock, CancellationToken.None).ConfigureAwait(false);
    }

    private string Names() => string.Join(", ", runs.All.Select(run => run.Execution.Action).Order(StringComparer.Ordinal));

    [LoggerMessage(Level = LogLevel.Information, Message =
        "Stopping: the worker claims no new work and waits up to {Drain} for the running executions ({Count}): {Actions}.")]
    private partial void LogWaiting(int count, string actions, TimeSpan drain);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Still running: {Count} ({Actions}). They are cancelled now and have {Grace} to stop.")]
    private partial void LogStopping(int count, string actions, TimeSpan grace);

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Did not stop: {Count} ({Actions}). They are recorded as failed by the shutdown and abandoned.")]
    private partial void LogLeaving(int count, string actions);
}
