using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Stores.Sqlite.Owning;
using Tinpot.Stores.Sqlite.Writing;

namespace Tinpot.Stores.Sqlite;

internal sealed partial class SqliteStore
{
    /// <summary>Owners live in this process, so what they own is theirs until it ends.</summary>
    public TimeSpan? LeaseTime => null;

    public async Task<IReadOnlyList<ClaimedExecution>> ClaimAsync(ClaimRequest request, CancellationToken cancellation) =>
        await _writer.RunAsync(session => session.Claim.Run(request), cancellation);

    public async Task<IReadOnlyList<ClaimedExecution>> WaitForWorkAsync(ClaimRequest request, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        return await _workers.WaitAsync(request, either.Token);
    }

    /// <summary>There is nothing to keep; the answer tells what happened to each.</summary>
    public async Task<IReadOnlyList<LeaseStatus>> RenewAsync(IReadOnlyList<Lease> leases, CancellationToken cancellation)
    {
        LeaseStatus[] statuses = await _readers.RunAsync<LeaseStatus[]>(
            session => [.. leases.Select(session.Records.Status)], cancellation);
        foreach (LeaseStatus status in statuses)
        {
            if (status.CancelRequested)
                _cancels.Remove(status.Lease.ExecutionId);
        }

        return statuses;
    }

    public Task WaitForCancelRequestsAsync(CancellationToken cancellation) =>
        UntilClosedAsync(_cancels.Wait(), cancellation);

    public Task AppendAsync(Lease lease, EventBatch batch, CancellationToken cancellation) =>
        OwnedAsync(lease, session => session.Append.Run(lease, batch), cancellation);

    public Task<IReadOnlyList<ClaimedExecution>> FinishAsync(FinishReport report, CancellationToken cancellation) =>
        OwnedAsync(report.Lease, session => session.Finish.Run(report), cancellation);

    public Task ReleaseAsync(Lease lease, bool begun, CancellationToken cancellation) =>
        OwnedAsync(lease, session => session.Release.Run(lease, begun), cancellation);

    /// <summary>Owners are in this process and end with it: what lost them was ended on opening.</summary>
    public async Task<IReadOnlyList<LostExecution>> ReapAsync(CancellationToken cancellation)
    {
        while (await _writer.RunAsync(session => session.Due.Run(), cancellation) > 0)
        {
        }

        return [];
    }

    public Task ProbeWriteAsync(CancellationToken cancellation) =>
        _writer.RunAsync(session => session.Probe.Run(), cancellation);

    /// <summary>
    /// Ends everything that is STARTED, or makes it PENDING while it has attempts left. Done on opening, when its owners are certainly gone:
    /// they lived in the process that held the lock before.
    /// </summary>
    internal async Task<int> EndLostAsync(CancellationToken cancellation)
    {
        int lost = 0, some;
        do
        {
            some = await _writer.RunAsync(session => session.Loss.Run(), cancellation);
            lost += some;
        }
        while (some > 0);
        return lost;
    }

    /// <summary>Another owner of the store has declared lost what this one ran.</summary>
    private async Task<TResult> OwnedAsync<TResult>(Lease lease, Func<WriteSession, TResult> write, CancellationToken cancellation)
    {
        try
        {
            return await _writer.RunAsync(write, cancellation);
        }
        catch (StoreUnavailableException error) when (StoreTakenOverException.Is(error))
        {
            throw new OwnershipLostException(lease);
        }
    }

    /// <summary>Removes what retention does not keep.</summary>
    internal async Task PruneAsync(CancellationToken cancellation)
    {
        while (await _writer.RunAsync(session => session.Retention.Run(), cancellation))
        {
        }
    }
}
