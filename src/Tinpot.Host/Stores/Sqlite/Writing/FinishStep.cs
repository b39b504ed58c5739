using Tinpot.Executions;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>The owner's report of how it ended, with the last events, and the claim for the slot that becomes free.</summary>
internal sealed class FinishStep(WriteSession session)
{
    /// <exception cref="OwnershipLostException">The lease is not the execution's any more.</exception>
    /// <exception cref="InvalidOperationException">The last events do not follow what is stored.</exception>
    public IReadOnlyList<ClaimedExecution> Run(FinishReport report) =>
        // What a first report has freed was claimed for by that report
        End(report) && report.Next is { } next ? session.Claim.Run(next) : [];

    /// <returns>false when it was reported before.</returns>
    private bool End(FinishReport report)
    {
        (Lease lease, ExecutionOutcome outcome) = report;
        if (report.Events is { } last)
            BatchOrder.Check(lease, last);
        if (session.Find(lease.ExecutionId) is not { } head || head.Fence != lease.Fence)
            throw new OwnershipLostException(lease);
        EventTail tail = session.Events.Tail(head.Seq);
        if (report.Events is { } events)
            tail = session.Append.Run(lease, events, head, tail);
        if (head.State != ExecutionState.STARTED)
        {
            // The answer to the first report was lost, and this is the second.
            return head.State == outcome.State ? false : throw new OwnershipLostException(lease);
        }

        if (outcome.State == ExecutionState.RETRY && head.CancelRequested)
        {
            // Asked for while the last attempt failed: there must be no next
            session.Terminal.Run(head, TransitionCause.Finish, ExecutionOutcome.Revoked, lease.Fence, tail);
        }
        else if (outcome.State == ExecutionState.RETRY)
        {
            session.Requeue.Run(
                head, TransitionCause.Finish, outcome.State, lease.Fence, tail, outcome.RetryAt ?? session.Now, outcome.Error,
                crashes: outcome.Error?.Reason == FailureReason.Crash ? 1 : 0);
        }
        else
        {
            session.Terminal.Run(head, TransitionCause.Finish, outcome, lease.Fence, tail);
        }

        return true;
    }
}
