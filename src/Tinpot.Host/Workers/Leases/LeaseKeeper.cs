using Microsoft.Extensions.Logging;
using Tinpot.Executions;

namespace Tinpot.Workers;

/// <summary>
/// Renews the leases of all that runs in one call, and stops what was asked to cancel or is owned by another. Every renewal tells of
/// cancel requests; that the store also calls is only quicker.
/// </summary>
internal sealed partial class LeaseKeeper(
    IWorkSource source, ActiveRuns runs, LeaseFence fence, LeaseTimes times, TimeProvider clock, ILogger logger) : IDisposable
{
    /// <summary>A request may come before its claim has arrived here; then it is asked for again after this time.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly AutoResetEvent _asked = new(initialState: false);

    /// <summary>Renews regularly, also while the host drains, and when a cancel was asked for.</summary>
    public Task RenewAsync(CancellationToken ended) => OwnThread.RunAsync("Tinpot leases", () =>
    {
        WaitHandle[] either = [ended.WaitHandle, _asked];
        for (TimeSpan wait = times.Renew; WaitHandle.WaitAny(either, wait) != 0;)
            wait = Pass(ended) ? times.Renew : times.Renew / 10;
    });

    /// <summary>Has leases renewed at once when the store calls.</summary>
    public async Task ListenAsync(CancellationToken ended)
    {
        while (true)
        {
            try
            {
                await source.WaitForCancelRequestsAsync(ended).ConfigureAwait(false);
                _asked.Set();
                await Task.Delay(Pause, clock, ended).ConfigureAwait(false);
            }
            catch (StoreUnavailableException error)
            {
                LogDeaf(error);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, ended).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Blocks until the store has answered.</summary>
    /// <returns>false when it has not, and is to be asked again soon.</returns>
    public bool Pass(CancellationToken ended)
    {
        fence.Pass();
        Lease[] leases = [.. runs.All.Where(run => !run.Lost).Select(run => run.Lease)];
        if (leases.Length == 0)
            return true;
        try
        {
            long asked = clock.GetTimestamp();
            foreach (LeaseStatus status in source.RenewAsync(leases, ended).GetAwaiter().GetResult())
                Take(status, asked);
            return true;
        }
        catch (StoreUnavailableException error)
        {
            LogUnavailable(error);
            return false;
        }
    }

    public void Dispose() => _asked.Dispose();

    private void Take(LeaseStatus status, long asked)
    {
        if (runs.Find(status.Lease) is not { } run)
            return;
        if (!status.Lost)
            run.Term?.Renew(asked);
        // Who has ended hears from its report whether that was taken
        if (run.Ended)
            return;
        if (status.Lost && run.Lose())
            LogLost(run.Execution.Action, run.Lease.ExecutionId);
        else if (status.CancelRequested)
            run.Stop.Stop(StopReason.Cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Execution {Execution} of {Action} has another owner or is gone; it is stopped here and nothing more is written to it.")]
    private partial void LogLost(string action, Guid execution);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The store is unavailable: what runs keeps running as long as its lease holds, and cannot be cancelled for now.")]
    private partial void LogUnavailable(Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store is unavailable: a cancel takes longer to arrive for now.")]
    private partial void LogDeaf(Exception error);
}
