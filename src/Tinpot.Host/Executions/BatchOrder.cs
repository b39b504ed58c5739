using Tinpot.Executions.Events;

namespace Tinpot.Executions;

/// <summary>A batch belongs to the fence of its owner, and follows what is stored.</summary>
internal static class BatchOrder
{
    /// <exception cref="InvalidOperationException">It is not a batch of the lease.</exception>
    public static void Check(Lease lease, EventBatch batch)
    {
        if (batch.First.Fence != lease.Fence || batch.Count < 1)
            throw new InvalidOperationException($"Batch {batch.First} of {batch.Count} is not one of fence {lease.Fence}.");
    }

    /// <param name="next">The number of the event that would be next.</param>
    public static InvalidOperationException NotNext(Lease lease, EventBatch? batch, string next) => new(
        $"Batch {batch?.First} to {batch?.Last} of execution {lease.ExecutionId} does not follow what is stored; the next event is {next}.");
}
