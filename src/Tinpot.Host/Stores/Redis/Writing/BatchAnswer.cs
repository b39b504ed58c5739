using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Stores.Redis.Writing;

/// <summary>What a script says of a batch: stored, same, lost, or the number of the event that would be next.</summary>
internal static class BatchAnswer
{
    /// <exception cref="OwnershipLostException">The lease is not the execution's any more.</exception>
    /// <exception cref="InvalidOperationException">The batch does not follow what is stored.</exception>
    public static void Check(string answer, Lease lease, EventBatch? batch)
    {
        if (answer is "stored" or "same")
            return;
        throw answer == "lost" ? new OwnershipLostException(lease) : BatchOrder.NotNext(lease, batch, answer);
    }
}
