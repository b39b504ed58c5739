using Tinpot.Executions;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>Work given back unfinished because its worker stops.</summary>
internal sealed class ReleaseStep(WriteSession session)
{
    /// <exception cref="OwnershipLostException">The lease is not the execution's any more.</exception>
    public bool Run(Lease lease, bool begun)
    {
        ExecutionHead head = session.Owned(lease);
        EventTail tail = session.Events.Tail(head.Seq);
        LostExecutionRule rule = LostExecutionRules.AfterRelease(head.CancelRequested, head.Attempt, head.Retries, begun);
        if (rule.End is { } end)
            session.Terminal.Run(head, TransitionCause.Release, end, head.Fence + 1, tail);
        else
            session.Requeue.Run(
                rule.AttemptCounts ? head : head with { Attempt = head.Attempt - 1 }, TransitionCause.Release, ExecutionState.PENDING, head.Fence + 1, tail);
        return true;
    }
}
