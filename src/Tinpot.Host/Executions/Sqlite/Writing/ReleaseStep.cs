namespace Tinpot.Executions.Sqlite.Writing;

/// <summary>Work given back unfinished because its worker stops.</summary>
internal sealed class ReleaseStep(WriteSession session)
{
    private static readonly ExecutionOutcome Shutdown = ExecutionOutcome.Failure(new ExecutionError(
        "shutdown", "The host was shut down before the action ended. Run it again.", FailureReason.Shutdown));

    /// <exception cref="OwnershipLostException">The lease is not the execution's any more.</exception>
    public bool Run(Lease lease, bool begun)
    {
        ExecutionHead head = session.Owned(lease);
        EventTail tail = session.Events.Tail(head.Seq);
        if (head.CancelRequested)
            session.Ending.Run(head, TransitionCause.Release, ExecutionOutcome.Revoked, head.Fence + 1, tail);
        else if (!begun)
            session.Requeueing.Run(head with { Attempt = head.Attempt - 1 }, TransitionCause.Release, ExecutionState.PENDING, head.Fence + 1, tail);
        else if (head.Attempt <= head.Retries)
            session.Requeueing.Run(head, TransitionCause.Release, ExecutionState.PENDING, head.Fence + 1, tail);
        else
            session.Ending.Run(head, TransitionCause.Release, Shutdown, head.Fence + 1, tail);
        return true;
    }
}
