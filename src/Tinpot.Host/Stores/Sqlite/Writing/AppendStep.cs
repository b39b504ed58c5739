using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>Stores a batch of the owner. What is stored never changes; the same again is taken as a retry.</summary>
internal sealed class AppendStep(WriteSession session)
{
    /// <exception cref="OwnershipLostException">The lease is not the execution's any more.</exception>
    /// <exception cref="InvalidOperationException">The batch does not follow the last one.</exception>
    public bool Run(Lease lease, EventBatch batch)
    {
        if (batch.First.Fence != lease.Fence || batch.Count < 1)
            throw new InvalidOperationException($"Batch {batch.First} of {batch.Count} is not one of fence {lease.Fence}.");
        if (session.Find(lease.ExecutionId) is not { } head || head.Fence != lease.Fence)
            throw new OwnershipLostException(lease);
        EventTail tail = session.Events.Tail(head.Seq);
        if (tail.Last.Fence > lease.Fence)
            throw new OwnershipLostException(lease);
        EventId next = tail.Next(lease.Fence);
        if (batch.First.Sequence < next.Sequence && session.Events.Holds(head.Seq, batch))
            return false;
        if (head.State != ExecutionState.STARTED)
            throw new OwnershipLostException(lease);
        if (batch.First != next)
        {
            throw new InvalidOperationException(
                $"Batch {batch.First} to {batch.Last} of execution {head.Id} does not follow what is stored; the next event is {next}.");
        }

        session.Events.Append(head.Seq, tail, batch);
        session.Effects.Changed(head.Id);
        return true;
    }
}
