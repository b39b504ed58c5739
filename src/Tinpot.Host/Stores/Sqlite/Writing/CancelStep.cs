using Tinpot.Executions;
using Tinpot.Security;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>Ends what waits; asks the owner of what runs.</summary>
internal sealed class CancelStep(WriteSession session)
{
    // The first who asked stays on record.
    private readonly Statement _mark = session.Statements[
        "UPDATE executions SET cancel_requested = 1, cancelled_by = coalesce(cancelled_by, ?) WHERE seq = ?"];

    public CancelOutcome Run(Guid id, Principal by)
    {
        if (session.Find(id) is not { } head)
            return CancelOutcome.NotFound;
        switch (head.State)
        {
            case ExecutionState.SUCCESS:
                return CancelOutcome.AlreadySucceeded;
            case ExecutionState.FAILURE:
                return CancelOutcome.AlreadyFailed;
            case ExecutionState.REVOKED:
                return CancelOutcome.AlreadyRevoked;
        }

        _mark.AddText(PrincipalJson.Write(by).Span).Add(head.Seq).Run();
        if (ExecutionTransitions.IsWaiting(head.State))
        {
            session.Terminal.Run(
                head, TransitionCause.Cancel, ExecutionOutcome.Revoked, head.Fence + 1, session.Events.Tail(head.Seq));
            return CancelOutcome.Cancelled;
        }

        head.Guard(TransitionCause.Cancel, head.State);
        session.Changed(new WrittenTransition(
            id, head.Queue, head.Group, Limits: null, TransitionCause.Cancel, head.State, head.State));
        return CancelOutcome.Cancelling;
    }
}
