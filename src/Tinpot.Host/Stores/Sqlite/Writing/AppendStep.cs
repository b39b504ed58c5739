using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>Stores a batch of the owner. What is stored never changes; the same again is taken as a retry.</summary>
internal sealed class AppendStep(WriteSession session)
{
    /// <returns>Where the events end now.</returns>
    /// <exception cref="OwnershipLostException">The lease is not the execution's any more.</exception>
    /// <exception cref="InvalidOperationException">The batch does not follow the last one.</exception>
    public EventTail Run(Lease lease, EventBatch batch)
    {
        BatchOrder.Check(lease, batch);
        if (session.Find(lease.ExecutionId) is not { } head || head.Fence != lease.Fence)
            throw new OwnershipLostException(lease);
        return Run(lease, batch, head, session.Events.Tail(head.Seq));
    }

    /// <inheritdoc cref="Run(Lease, EventBatch)"/>
    /// <param name="batch">One of the lease.</param>
    /// <param name="head">Has the fence of the lease.</param>
    /// <param name="tail">Where the events end.</param>
    public EventTail Run(Lease lease, EventBatch batch, ExecutionHead head, EventTail tail)
    {
        if (tail.Last.Fence > lease.Fence)
            throw new OwnershipLostException(lease);
        EventId next = tail.Next(lease.Fence);
        if (batch.First.Sequence < next.Sequence && session.Events.Holds(head.Seq, batch))
            return tail;
        if (head.State != ExecutionState.STARTED)
            throw new OwnershipLostException(lease);
        if (batch.First != next)
            throw BatchOrder.NotNext(lease, batch, next.ToString());
        session.Effects.Changed(head.Id);
        return session.Events.Append(head.Seq, tail, batch);
    }
}
