using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>Writes a waiting state: PENDING, at the end of the line, or RETRY.</summary>
internal sealed class RequeueWriter(WriteSession session)
{
    private readonly Statement _requeue = session.Statements[
        """
        UPDATE executions SET state = ?, fence = ?, attempt = ?, ready = ?, ready_at = ?, run_at = coalesce(?, run_at), crashes = crashes + ?, worker = NULL
        WHERE seq = ?
        """];

    /// <param name="dueAt">When a RETRY is due.</param>
    /// <param name="error">Why it is one.</param>
    /// <param name="crashes">How many processes died of it this time.</param>
    public void Run(
        ExecutionHead head, TransitionCause by, ExecutionState to, long fence, EventTail tail,
        DateTimeOffset? dueAt = null, ExecutionError? error = null, int crashes = 0)
    {
        head.Guard(by, to);
        _requeue.Add(to).Add(fence).Add((long)head.Attempt).Add(session.Numbers.NextReady()).Add(dueAt ?? session.Now)
            .Add(dueAt).Add((long)crashes).Add(head.Seq).Run();
        session.Events.Append(head.Seq, tail, tail.Next(fence), buffer =>
            ExecutionEvents.WriteState(buffer, to, worker: null, head.Attempt, dueAt, error));
        session.Changed(new WrittenTransition(head.Id, head.Queue, head.Group, session.Limits.Of(head.Seq), by, head.State, to, dueAt));
    }
}
