using Microsoft.Extensions.Logging;
using Tinpot.Executions;

namespace Tinpot.Workers;

/// <summary>Keeps the leases of what runs, and stops what was asked to cancel or is owned by another.</summary>
internal sealed partial class CancelWatcher(IWorkSource source, ActiveRuns runs, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(5);

    /// <summary>A request may come before its claim has arrived here; then it is asked for again after this time.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await WaitAsync(cancellation).ConfigureAwait(false);
                if (await RenewAsync(cancellation).ConfigureAwait(false) == 0)
                    await Task.Delay(Pause, clock, cancellation).ConfigureAwait(false);
            }
            catch (StoreUnavailableException error)
            {
                LogUnavailable(error);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task WaitAsync(CancellationToken cancellation)
    {
        using var round = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task due = Task.Delay(RenewEvery, clock, round.Token);
        Task asked = source.WaitForCancelRequestsAsync(round.Token);
        Task first = await Task.WhenAny(due, asked).ConfigureAwait(false);
        await round.CancelAsync().ConfigureAwait(false);
        await first.ConfigureAwait(false);
    }

    /// <summary>How many runs were stopped by it.</summary>
    private async Task<int> RenewAsync(CancellationToken cancellation)
    {
        Lease[] leases = [.. runs.All.Select(run => run.Lease)];
        if (leases.Length == 0)
            return 0;
        int stopped = 0;
        foreach (LeaseStatus status in await source.RenewAsync(leases, cancellation).ConfigureAwait(false))
        {
            if (runs.Find(status.Lease) is not { } run)
                continue;
            if (status.Lost)
                run.Lose();
            else if (status.CancelRequested && run.Stop.Reason == StopReason.None)
                run.Stop.Stop(StopReason.Cancel);
            else
                continue;
            stopped++;
        }

        return stopped;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store is unavailable: running executions cannot be cancelled for now.")]
    private partial void LogUnavailable(Exception error);
}
