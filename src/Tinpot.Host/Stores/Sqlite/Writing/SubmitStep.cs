using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Security;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>Stores a submission: fence 0, its event is <c>0-1</c>.</summary>
internal sealed class SubmitStep(WriteSession session, int queueLimit)
{
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(24);

    private readonly Statement _findKey = session.Statements[
        "SELECT execution, request_hash FROM idempotency WHERE principal = ? AND key = ? AND created_at > ?"];

    private readonly Statement _storeKey = session.Statements[
        "INSERT OR REPLACE INTO idempotency (principal, key, created_at, execution, request_hash) VALUES (?, ?, ?, ?, ?)"];

    private readonly Statement _findId = session.Statements["SELECT parent_id, requested_by FROM executions WHERE id = ?"];

    private readonly Statement _insert = session.Statements[
        """
        INSERT INTO executions (
          seq, id, state, fence, attempt, retries, priority, ready, cancel_requested, created_at, run_at,
          action, title, grp, queue, contract_hash, requested_by, requested_via, rerun_of, parent_id, root_id,
          arguments, secrets, limits, ready_at, trace_parent, trace_state, requester)
        VALUES (?, ?, ?, 0, 0, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """];

    public SubmitOutcome Run(ExecutionSubmission submission)
    {
        if (submission.Idempotency is { } claim && FindKey(submission.RequestedBy, claim) is { } known)
            return known;
        if (FindId(submission) is { } existing)
            return existing;
        if (session.Effects.Work.Waiting(submission.Queue) >= queueLimit)
            return new SubmitOutcome(SubmitStatus.QueueFull, submission.Id);

        ExecutionState state = submission.RunAt > session.Now ? ExecutionState.SCHEDULED : ExecutionState.PENDING;
        // Whether there will be a place when its time comes nobody knows now, so what is SCHEDULED waits for it then.
        if (state == ExecutionState.PENDING && submission.Rejecting is { } own && !session.Effects.Work.IsFree(own))
            return new SubmitOutcome(SubmitStatus.LimitReached, submission.Id);
        Store(submission, state);
        if (submission.Idempotency is { } key)
        {
            _storeKey.Add(submission.RequestedBy.Id).Add(key.Key).Add(session.Now).Add(submission.Id)
                .AddBlob(key.RequestHash.Span).Run();
        }

        session.Changed(new WrittenTransition(
            submission.Id, submission.Queue, submission.Group, submission.Limits, TransitionCause.Submit, From: null, state,
            state == ExecutionState.SCHEDULED ? submission.RunAt : null));
        return new SubmitOutcome(SubmitStatus.Accepted, submission.Id);
    }

    private SubmitOutcome? FindKey(Principal by, IdempotencyClaim claim)
    {
        if (!_findKey.Add(by.Id).Add(claim.Key).Add(session.Now - KeyLife).Step())
            return null;
        Guid id = _findKey.Guid(0);
        bool same = _findKey.Bytes(1).SequenceEqual(claim.RequestHash.Span);
        _findKey.Reset();
        return new SubmitOutcome(same ? SubmitStatus.Replayed : SubmitStatus.KeyConflict, id);
    }

    /// <summary>Children choose ids too, so an id that exists is a retry only for the one who submitted it.</summary>
    private SubmitOutcome? FindId(ExecutionSubmission submission)
    {
        if (!_findId.Add(submission.Id).Step())
            return null;
        bool same = _findId.GuidOrNull(0) == submission.ParentId && PrincipalJson.Read(_findId.Bytes(1)).Id == submission.RequestedBy.Id;
        _findId.Reset();
        return new SubmitOutcome(same ? SubmitStatus.Accepted : SubmitStatus.ForeignId, submission.Id);
    }

    private void Store(ExecutionSubmission submission, ExecutionState state)
    {
        long seq = session.Numbers.NextSeq();
        _insert.Add(seq).Add(submission.Id).Add(state).Add((long)submission.Retries).Add((long)submission.Priority)
            .Add(session.Numbers.NextReady()).Add(session.Now).Add(submission.RunAt)
            .Add(submission.Action).Add(submission.Title).Add(submission.Group).Add(submission.Queue)
            .Add(submission.ContractHash).AddText(PrincipalJson.Write(submission.RequestedBy).Span)
            .Add(submission.RequestedVia).Add(submission.RerunOf).Add(submission.ParentId).Add(submission.RootId)
            .AddText(submission.Arguments.Span).AddBlob(submission.Secrets).Add(submission.Limits?.Text)
            .Add(state == ExecutionState.SCHEDULED ? submission.RunAt : session.Now).Add(submission.Trace?.Parent).Add(submission.Trace?.State)
            .Add(submission.RequestedBy.Name).Run();
        session.Events.Append(seq, default, new EventId(0, 1), buffer =>
            ExecutionEvents.WriteState(buffer, state, worker: null, attempt: 0));
    }
}
