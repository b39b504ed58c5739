using System.Diagnostics;
using Tinpot.Executions;

namespace Tinpot.Telemetry;

/// <summary>A store as workers see it, with how it answers them counted and timed.</summary>
internal sealed class ObservedWorkSource(IWorkSource store, ExecutionMetrics metrics) : IWorkSource
{
    private readonly ObservedCalls _calls = new(metrics);

    public TimeSpan? LeaseTime => store.LeaseTime;

    public Task<IReadOnlyList<ClaimedExecution>> ClaimAsync(ClaimRequest request, CancellationToken cancellation) =>
        _calls.WatchAsync("claim", store.ClaimAsync(request, cancellation));

    public Task WaitForWorkAsync(ClaimRequest request, CancellationToken cancellation) =>
        _calls.WatchAsync("wait_for_work", store.WaitForWorkAsync(request, cancellation));

    /// <summary>As the store does, on the calling thread where leases run out: nothing here gives it up before.</summary>
    public async Task<IReadOnlyList<LeaseStatus>> RenewAsync(IReadOnlyList<Lease> leases, CancellationToken cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        try
        {
            IReadOnlyList<LeaseStatus> statuses = await store.RenewAsync(leases, cancellation).ConfigureAwait(false);
            metrics.Renewed(Stopwatch.GetElapsedTime(began));
            return statuses;
        }
        catch (StoreUnavailableException)
        {
            metrics.Unavailable("renew");
            throw;
        }
    }

    public Task WaitForCancelRequestsAsync(CancellationToken cancellation) =>
        _calls.WatchAsync("wait_for_cancel_requests", store.WaitForCancelRequestsAsync(cancellation));

    public Task AppendAsync(Lease lease, EventBatch batch, CancellationToken cancellation) =>
        _calls.WatchAsync("append", store.AppendAsync(lease, batch, cancellation));

    public Task FinishAsync(Lease lease, ExecutionOutcome outcome, CancellationToken cancellation) =>
        _calls.WatchAsync("finish", store.FinishAsync(lease, outcome, cancellation));

    public Task ReleaseAsync(Lease lease, bool begun, CancellationToken cancellation) =>
        _calls.WatchAsync("release", store.ReleaseAsync(lease, begun, cancellation));

    public Task ProbeWriteAsync(CancellationToken cancellation) =>
        _calls.WatchAsync("probe", store.ProbeWriteAsync(cancellation));

    /// <summary>An attempt whose worker is gone ends where that is noticed.</summary>
    public async Task<IReadOnlyList<LostExecution>> ReapAsync(CancellationToken cancellation)
    {
        IReadOnlyList<LostExecution> lost = await _calls.WatchAsync("reap", store.ReapAsync(cancellation)).ConfigureAwait(false);
        foreach (LostExecution one in lost)
            metrics.Finished(one);
        return lost;
    }
}
