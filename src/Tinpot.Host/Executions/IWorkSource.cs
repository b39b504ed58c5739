using Tinpot.Executions.Events;

namespace Tinpot.Executions;

/// <summary>What a worker needs of a store.</summary>
/// <remarks>
/// Every method may throw <see cref="StoreUnavailableException"/>, also when what was asked for was done and only the answer was
/// lost: the same asked again must then do no harm. A call under a fence that is no longer the execution's throws
/// <see cref="OwnershipLostException"/>. A wait ends with <see cref="OperationCanceledException"/> when the store closes. Anything
/// else is a fault of the store's and ends the worker.
/// </remarks>
internal interface IWorkSource
{
    /// <summary>So long work belongs to who claimed or renewed it last; null = as long as this process lives.</summary>
    TimeSpan? LeaseTime { get; }

    /// <summary>
    /// Takes up to <see cref="ClaimRequest.MaxCount"/> executions that may start now; none when there are none. With 0 it takes nothing
    /// new, and answers what earlier calls took whose answers were lost.
    /// </summary>
    Task<IReadOnlyList<ClaimedExecution>> ClaimAsync(ClaimRequest request, CancellationToken cancellation);

    /// <summary>
    /// Returns what was taken for the request when work came; or none, when a claim with this request may find work, at once if it may
    /// already. May return none early, never misses work. What was taken is returned also when the wait is cancelled meanwhile.
    /// </summary>
    Task<IReadOnlyList<ClaimedExecution>> WaitForWorkAsync(ClaimRequest request, CancellationToken cancellation);

    /// <summary>
    /// Keeps the leases of what a worker runs and tells which of them were asked to cancel or are lost. Where leases run out it does so
    /// on the calling thread, which waits: a renewal that needs a thread of the pool comes too late when actions block all of them.
    /// </summary>
    Task<IReadOnlyList<LeaseStatus>> RenewAsync(IReadOnlyList<Lease> leases, CancellationToken cancellation);

    /// <summary>Returns when a running execution of this process may have been asked to cancel; <see cref="RenewAsync"/> then says which.</summary>
    Task WaitForCancelRequestsAsync(CancellationToken cancellation);

    /// <summary>Stores a batch; storing the identical batch again changes nothing. Returns once it is readable.</summary>
    Task AppendAsync(Lease lease, EventBatch batch, CancellationToken cancellation);

    /// <summary>
    /// Ends the execution, or sends it to RETRY: writes the last events, the <c>complete</c> (or <c>state</c>) event after them, and
    /// takes work for the freed slot, in one step. A store may leave the taking to the next claim.
    /// </summary>
    /// <returns>What was taken, also by an earlier call whose answer was lost.</returns>
    Task<IReadOnlyList<ClaimedExecution>> FinishAsync(FinishReport report, CancellationToken cancellation);

    /// <summary>Gives work back unfinished (drain): PENDING again with attempts left, else <c>FAILURE (shutdown)</c>.</summary>
    /// <param name="begun">Some of the action ran. If none did, it is PENDING again in any case, and this attempt does not count.</param>
    Task ReleaseAsync(Lease lease, bool begun, CancellationToken cancellation);

    /// <summary>
    /// Takes what lost its owner from it (PENDING again with attempts left, else <c>FAILURE (lost)</c>), and promotes SCHEDULED and
    /// RETRY work that is due. Returns what lost its owner, as it is now.
    /// </summary>
    Task<IReadOnlyList<LostExecution>> ReapAsync(CancellationToken cancellation);

    /// <summary>
    /// Writes something harmless that is as large as a small submission. When this returns, the store can take work; a store with one
    /// owner renews its ownership by it.
    /// </summary>
    Task ProbeWriteAsync(CancellationToken cancellation);
}
