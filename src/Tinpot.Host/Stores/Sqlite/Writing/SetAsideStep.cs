using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Executions.Limits;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>
/// Takes an execution whose row cannot be read out of the way, so that it holds up no other: it ends as <c>FAILURE
/// (validation)</c>. Of the row only its number is used.
/// </summary>
internal sealed class SetAsideStep(WriteSession session)
{
    private readonly Statement _end = session.Statements[
        """
        UPDATE executions SET state = 'FAILURE', fence = max(CAST(fence AS INTEGER), 0) + 1, finished_at = ?, error = ?, result = NULL, secrets = NULL,
          limits = NULL
        WHERE seq = ? RETURNING fence
        """];

    private readonly HashSet<long> _skipped = [];

    private readonly Statement _id = session.Statements["SELECT id FROM executions WHERE seq = ?"];

    // Whatever is not one of the states that the other statements ask for
    private readonly Statement _lost = session.Statements[
        """
        SELECT seq FROM executions WHERE state <> 'SUCCESS'
          AND state NOT IN ('SCHEDULED', 'PENDING', 'STARTED', 'RETRY', 'FAILURE', 'REVOKED') LIMIT 1000
        """];

    private readonly Statement _limited = session.Statements[
        """
        SELECT seq, limits FROM executions INDEXED BY executions_limited WHERE limits IS NOT NULL
          AND state IN ('SCHEDULED', 'PENDING', 'STARTED', 'RETRY')
        """];

    public static ExecutionError Error(Exception why) => StoredJson.Unreadable(why.Message);

    /// <summary>Executions that cannot even be ended, by number. They are passed over.</summary>
    public IReadOnlySet<long> Skipped => _skipped;

    public void Run(long seq, Exception why)
    {
        Guid? id = Id(seq);
        session.Unreadable.Note(seq, id, why);
        session.Statements["SAVEPOINT aside"].Run();
        try
        {
            End(seq, id, Error(why));
        }
        catch (Exception error) when (UnreadableRecords.Is(error) || error is SqliteException { SqliteErrorCode: raw.SQLITE_CONSTRAINT or raw.SQLITE_ERROR or raw.SQLITE_MISMATCH })
        {
            session.Statements["ROLLBACK TO aside"].Run();
            _skipped.Add(seq);
        }

        session.Statements["RELEASE aside"].Run();
    }

    /// <summary>As <see cref="Run"/>, for one that is counted as waiting or running.</summary>
    public void RunCounted(long seq, ExecutionState state, string queue, string group, Exception why)
    {
        LimitSet? limits;
        try
        {
            limits = session.Limits.Of(seq);
        }
        catch (FormatException)
        {
            // With such limits it was not counted
            Run(seq, why);
            return;
        }

        Run(seq, why);
        session.Effects.Count(queue, group, limits, state, -1);
    }

    /// <summary>Sets aside what no other step would ever come across. Done on opening.</summary>
    /// <returns>How many there were; call again until none.</returns>
    public int RunUnreachable()
    {
        List<(long Seq, Exception Why)> found = [];
        while (_lost.Step())
            found.Add((_lost.Int64(0), new FormatException("its state is unknown")));
        while (_limited.Step())
        {
            try
            {
                LimitSet.Parse(_limited.Text(1));
            }
            catch (Exception error) when (UnreadableRecords.Is(error))
            {
                found.Add((_limited.Int64(0), error));
            }
        }

        found.RemoveAll(one => _skipped.Contains(one.Seq));
        foreach ((long seq, Exception why) in found)
            Run(seq, why);
        return found.Count;
    }

    private void End(long seq, Guid? id, ExecutionError error)
    {
        if (!_end.Add(session.Now).AddText(ExecutionErrorJson.Write(error)).Add(seq).Step())
            return;
        long fence = _end.Int64(0);
        _end.Run();
        // Its last event may stand under a higher number than the row says
        EventTail tail = session.Events.Tail(seq);
        EventId next = tail.Last.Fence >= fence ? tail.Next(tail.Last.Fence) : tail.Next(fence);
        session.Events.Append(seq, tail, next, buffer => ExecutionEvents.WriteComplete(buffer, ExecutionState.FAILURE, default, error));
        // Nobody can name it by what cannot be read. Where it was counted is known to the caller.
        if (id is { } known)
            session.Changed(new WrittenTransition(known, "", "", Limits: null, TransitionCause.SetAside, From: null, ExecutionState.FAILURE));
    }

    private Guid? Id(long seq)
    {
        if (!_id.Add(seq).Step())
            return null;
        Guid? id = _id.ValidGuid(0);
        _id.Reset();
        return id;
    }
}
