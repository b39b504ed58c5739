using Tinpot.Executions.Events;

namespace Tinpot.Executions;

/// <summary>How an execution ended, as its owner tells the store.</summary>
internal sealed record FinishReport(Lease Lease, ExecutionOutcome Outcome)
{
    /// <summary>The last events, which no append has brought; null when there are none. They are stored with the end, or nothing of both is.</summary>
    public EventBatch? Events { get; init; }

    /// <summary>What the owner would take in the same step for the slot that becomes free; null = nothing.</summary>
    public ClaimRequest? Next { get; init; }
}
