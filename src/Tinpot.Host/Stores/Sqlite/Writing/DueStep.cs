using Tinpot.Executions;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>Makes PENDING what is due, in the order in which it was due, and sets the timer for the next.</summary>
internal sealed class DueStep(WriteSession session)
{
    /// <summary>Executions per transaction, so that nobody waits long for the writer.</summary>
    private const int Batch = 100;

    private readonly Statement _due = session.Statements[
        $"""
        SELECT {ExecutionHead.Columns} FROM executions WHERE state IN ('SCHEDULED', 'RETRY') AND run_at <= ?
        ORDER BY run_at LIMIT ?
        """];

    private readonly Statement _next = session.Statements[
        "SELECT min(run_at) FROM executions WHERE state IN ('SCHEDULED', 'RETRY')"];

    /// <returns>How many were due.</returns>
    public int Run()
    {
        _due.Add(session.Now).Add((long)Batch + session.SetAside.Skipped.Count);
        List<ExecutionHead> due = session.ReadHeads(_due, out int unreadable);
        foreach (ExecutionHead head in due)
        {
            session.Move(head, () => session.Requeue.Run(
                head, TransitionCause.Due, ExecutionState.PENDING, head.Fence + 1, session.Events.Tail(head.Seq)));
        }

        if (_next.Step())
        {
            if (_next.TimeOrNull(0) is { } next)
                session.Effects.DueAt(next);
            _next.Reset();
        }

        return due.Count + unreadable;
    }
}
