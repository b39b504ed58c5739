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

    // Texts and blobs come after all numbers
    private readonly Statement _timeless = session.Statements[
        $"SELECT {ExecutionHead.Columns} FROM executions WHERE state IN ('SCHEDULED', 'RETRY') AND run_at >= '' LIMIT ?"];

    private readonly Statement _next = session.Statements[
        "SELECT seq, run_at FROM executions WHERE state IN ('SCHEDULED', 'RETRY') AND run_at < '' ORDER BY run_at LIMIT ?"];

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

        int timeless = SetTimelessAside();
        SetTimer();
        return due.Count + unreadable + timeless;
    }

    /// <summary>They would never be due, and the timer would look for them all the time.</summary>
    private int SetTimelessAside()
    {
        _timeless.Add((long)Batch + session.SetAside.Skipped.Count);
        List<ExecutionHead> timeless = session.ReadHeads(_timeless, out int unreadable);
        foreach (ExecutionHead head in timeless)
            session.SetAside.RunCounted(head.Seq, head.State, head.Queue, head.Group, new FormatException("its time is not a number"));
        return timeless.Count + unreadable;
    }

    /// <summary>What cannot even be ended does not set it.</summary>
    private void SetTimer()
    {
        _next.Add(1L + session.SetAside.Skipped.Count);
        while (_next.Step())
        {
            if (session.SetAside.Skipped.Contains(_next.Int64(0)))
                continue;
            session.Effects.DueAt(_next.Time(1));
            _next.Reset();
            return;
        }
    }
}
