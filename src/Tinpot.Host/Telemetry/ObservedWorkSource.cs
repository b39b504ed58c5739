using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Telemetry;

/// <summary>A store as workers see it, with how it answers them counted and timed.</summary>
internal sealed class ObservedWorkSource(IWorkSource store, ExecutionMetrics metrics, StoreHealth health, TimeProvider clock) : IWorkSource
{
    private readonly ObservedCalls _calls = new(metrics, health);

    public TimeSpan? LeaseTime => store.LeaseTime;

    public Task<IReadOnlyList<ClaimedExecution>> ClaimAsync(ClaimRequest request, CancellationToken cancellation) =>
        _calls.WatchAsync("claim", StoreCall.Write, store.ClaimAsync(request, cancellation), proves: false);

    public Task<IReadOnlyList<ClaimedExecution>> WaitForWorkAsync(ClaimRequest request, CancellationToken cancellation) =>
        _calls.WatchAsync("wait_for_work", StoreCall.Read, store.WaitForWorkAsync(request, cancellation), proves: false);

    /// <summary>As the store does, on the calling thread where leases run out: nothing here gives it up before.</summary>
    public async Task<IReadOnlyList<LeaseStatus>> RenewAsync(IReadOnlyList<Lease> leases, CancellationToken cancellation)
    {
        long began = clock.GetTimestamp();
        try
        {
            IReadOnlyList<LeaseStatus> statuses = await store.RenewAsync(leases, cancellation).ConfigureAwait(false);
            metrics.Renewed(clock.GetElapsedTime(began));
            return statuses;
        }
        catch (StoreUnavailableException error)
        {
            metrics.Unavailable("renew");
            health.Failed(StoreCall.Write, error);
            throw;
        }
    }

    public Task WaitForCancelRequestsAsync(CancellationToken cancellation) =>
        _calls.WatchAsync("wait_for_cancel_requests", StoreCall.Read, store.WaitForCancelRequestsAsync(cancellation), proves: false);

    public Task AppendAsync(Lease lease, EventBatch batch, CancellationToken cancellation) =>
        _calls.WatchAsync("append", StoreCall.Write, store.AppendAsync(lease, batch, cancellation));

    public Task<IReadOnlyList<ClaimedExecution>> FinishAsync(FinishReport report, CancellationToken cancellation) =>
        _calls.WatchAsync("finish", StoreCall.Write, store.FinishAsync(report, cancellation));

    public Task ReleaseAsync(Lease lease, bool begun, CancellationToken cancellation) =>
        _calls.WatchAsync("release", StoreCall.Write, store.ReleaseAsync(lease, begun, cancellation));

    public Task ProbeWriteAsync(CancellationToken cancellation) =>
        _calls.WatchAsync("probe", StoreCall.Write, store.ProbeWriteAsync(cancellation));

    /// <summary>An attempt whose worker is gone ends where that is noticed.</summary>
    public async Task<IReadOnlyList<LostExecution>> ReapAsync(CancellationToken cancellation)
    {
        IReadOnlyList<LostExecution> lost = await _calls.WatchAsync("reap", StoreCall.Write, store.ReapAsync(cancellation), proves: false).ConfigureAwait(false);
        foreach (LostExecution one in lost)
            metrics.Finished(one);
        return lost;
    }
}
