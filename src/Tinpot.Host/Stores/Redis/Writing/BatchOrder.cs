using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Stores.Redis.Writing;

/// <summary>A batch belongs to the fence of its owner, and follows what is stored.</summary>
internal static class BatchOrder
{
    /// <exception cref="InvalidOperationException">It is not a batch of the lease.</exception>
    public static void Check(Lease lease, EventBatch batch)
    {
        if (batch.First.Fence != lease.Fence || batch.Count < 1)
            throw new InvalidOperationException($"Batch {batch.First} of {batch.Count} is not one of fence {lease.Fence}.");
    }

    /// <param name="answer">A script's: stored, same, lost, or the number of the event that would be next.</param>
    /// <exception cref="OwnershipLostException">The lease is not the execution's any more.</exception>
    /// <exception cref="InvalidOperationException">The batch does not follow what is stored.</exception>
    public static void CheckAnswer(string answer, Lease lease, EventBatch? batch)
    {
        if (answer is "stored" or "same")
            return;
        if (answer == "lost")
            throw new OwnershipLostException(lease);
        throw new InvalidOperationException(
            $"Batch {batch?.First} to {batch?.Last} of execution {lease.ExecutionId} does not follow what is stored; the next event is {answer}.");
    }
}
