using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Host.Tests.Workers.Leases;

/// <summary>A store of which nothing is asked but renewals.</summary>
internal sealed class RenewalSource(Func<IReadOnlyList<Lease>, IReadOnlyList<LeaseStatus>> renew) : IWorkSource
{
    private int _renewals;

    public RenewalSource()
        : this(leases => [.. leases.Select(lease => new LeaseStatus(lease, CancelRequested: false, Lost: false))])
    {
    }

    public int Renewals => Volatile.Read(ref _renewals);

    public TimeSpan? LeaseTime { get; init; }

    public Task<IReadOnlyList<LeaseStatus>> RenewAsync(IReadOnlyList<Lease> leases, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _renewals);
        return Task.FromResult(renew(leases));
    }

    public Task WaitForCancelRequestsAsync(CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation);

    public Task<IReadOnlyList<ClaimedExecution>> ClaimAsync(ClaimRequest request, CancellationToken cancellation) => throw Unasked();

    public Task<IReadOnlyList<ClaimedExecution>> WaitForWorkAsync(ClaimRequest request, CancellationToken cancellation) => throw Unasked();

    public Task AppendAsync(Lease lease, EventBatch batch, CancellationToken cancellation) => throw Unasked();

    public Task<IReadOnlyList<ClaimedExecution>> FinishAsync(FinishReport report, CancellationToken cancellation) => throw Unasked();

    public Task ReleaseAsync(Lease lease, bool begun, CancellationToken cancellation) => throw Unasked();

    public Task<IReadOnlyList<LostExecution>> ReapAsync(CancellationToken cancellation) => throw Unasked();

    public Task ProbeWriteAsync(CancellationToken cancellation) => throw Unasked();

    private static InvalidOperationException Unasked() => new("Nobody asks for that here.");
}
