using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using Tinpot.Platform;

namespace Tinpot.Workers.Leases;

/// <summary>
/// Renews the leases of all that runs in one call, and stops what was asked to cancel or is owned by another. Every renewal tells of
/// cancel requests; that the store also calls is only quicker.
/// </summary>
internal sealed partial class LeaseKeeper(
    IWorkSource source, ActiveRuns runs, LeaseFence fence, LeaseTimes times, SupervisedLoops loops, TimeProvider clock, ILogger logger) : IDisposable
{
    /// <summary>A request may come before its claim has arrived here; then it is asked for again after this time.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly AutoResetEvent _asked = new(initialState: false);
    private readonly SupervisedLoop _renewals = loops.Create("lease renewal", logger, longestPause: times.Renew / 10);
    private readonly SupervisedLoop _calls = loops.Create("cancel listener", logger, longestPause: TimeSpan.FromSeconds(1));

    /// <summary>Renews regularly, also while the host drains, and when a cancel was asked for.</summary>
    public Task RenewAsync(CancellationToken ended) => DedicatedThread.RunAsync("Tinpot leases", () =>
    {
        WaitHandle[] either = [ended.WaitHandle, _asked];
        for (TimeSpan wait = times.Renew; WaitHandle.WaitAny(either, wait) != 0;)
            wait = Renew(ended);
    });

    /// <summary>Has leases renewed at once when the store calls.</summary>
    public Task ListenAsync(CancellationToken ended) => _calls.RunAsync(
        async cancellation =>
        {
            await source.WaitForCancelRequestsAsync(cancellation).ConfigureAwait(false);
            _asked.Set();
            return Pause;
        },
        ended);

    /// <summary>Blocks until the store has answered or failed.</summary>
    /// <returns>The pause before the next renewal.</returns>
    public TimeSpan Renew(CancellationToken ended) => _renewals.Pass(() => RenewAll(ended), ended);

    private TimeSpan RenewAll(CancellationToken ended)
    {
        fence.Pass();
        Lease[] leases = [.. runs.All.Where(run => !run.Lost).Select(run => run.Lease)];
        if (leases.Length == 0)
            return times.Renew;
        long asked = clock.GetTimestamp();
        foreach (LeaseStatus status in source.RenewAsync(leases, ended).GetAwaiter().GetResult())
            Take(status, asked);
        return times.Renew;
    }

    public void Dispose() => _asked.Dispose();

    private void Take(LeaseStatus status, long asked)
    {
        if (runs.Find(status.Lease) is not { } run)
            return;
        if (!status.Lost)
            run.Term?.Renew(asked);
        // A run that has ended learns from its own report whether the store accepted it
        if (run.Ended)
            return;
        if (status.Lost && run.Lose())
            LogLost(run.Execution.Action, run.Lease.ExecutionId);
        else if (status.CancelRequested)
            run.Stop.Stop(StopReason.Cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Execution {Execution} of {Action} has another owner or no longer exists. This worker stops it and writes nothing more to it.")]
    private partial void LogLost(string action, Guid execution);
}
