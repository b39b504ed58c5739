namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>Removes finished executions beyond their age or number, a bounded piece at a time. What is unfinished stays.</summary>
internal sealed class RetentionStep(WriteSession session, SqliteStoreOptions options)
{
    private const int Executions = 200;
    private const int EventRows = 200;
    private const int Keys = 1_000;
    private const int FreePages = 1_000;
    private const int MostDays = 365_000;

    private readonly Statement _edge = session.Statements[
        """
        SELECT finished_at, seq FROM executions WHERE finished_at IS NOT NULL
        ORDER BY finished_at DESC, seq DESC LIMIT 1 OFFSET ?
        """];

    private readonly Statement _expired = session.Statements[
        """
        SELECT seq, id FROM executions
        WHERE finished_at IS NOT NULL AND (finished_at < ? OR (finished_at, seq) <= (?, ?))
        ORDER BY finished_at, seq LIMIT ?
        """];

    private readonly Statement _remember = session.Statements["INSERT INTO removals VALUES (?)"];
    private readonly Statement _remove = session.Statements["DELETE FROM executions WHERE seq = ?"];
    private readonly Statement _oldest = session.Statements["SELECT min(execution) FROM removals"];
    private readonly Statement _forget = session.Statements["DELETE FROM removals WHERE execution = ?"];

    private readonly Statement _events = session.Statements[
        """
        DELETE FROM events WHERE execution = ? AND (fence, first_seq) IN
          (SELECT fence, first_seq FROM events WHERE execution = ? ORDER BY fence, first_seq LIMIT ?)
        """];

    private readonly Statement _keys = session.Statements[
        """
        DELETE FROM idempotency WHERE (principal, key) IN
          (SELECT principal, key FROM idempotency WHERE created_at <= ? ORDER BY created_at LIMIT ?)
        """];

    private readonly Statement _vacuum = session.Statements[$"PRAGMA incremental_vacuum({FreePages})"];

    /// <returns>Whether there is more to do.</returns>
    public bool Run() => RemoveExecutions() | RemoveEvents() | RemoveKeys();

    private bool RemoveExecutions()
    {
        (long time, long seq) edge = (-1, -1);
        if (_edge.Add((long)options.RetentionCount).Step())
        {
            edge = (_edge.Int64(0), _edge.Int64(1));
            _edge.Reset();
        }

        List<(long Seq, Guid? Id)> expired = [];
        _expired.Add(session.Now - TimeSpan.FromDays(Math.Min(options.RetentionDays, MostDays))).Add(edge.time).Add(edge.seq).Add((long)Executions);
        while (_expired.Step())
            expired.Add((_expired.Int64(0), _expired.ValidGuid(1)));
        foreach ((long seq, Guid? id) in expired)
        {
            _remember.Add(seq).Run();
            _remove.Add(seq).Run();
            if (id is { } known)
                session.Effects.Changed(known);
        }

        return expired.Count == Executions;
    }

    private bool RemoveEvents()
    {
        int left = EventRows;
        while (left > 0)
        {
            _oldest.Step();
            long? execution = _oldest.Int64OrNull(0);
            _oldest.Reset();
            if (execution is not { } gone)
                break;
            int removed = _events.Add(gone).Add(gone).Add((long)left).Run();
            if (removed < left)
                _forget.Add(gone).Run();
            left -= removed;
        }

        if (left < EventRows)
            _vacuum.Run();
        return left <= 0;
    }

    private bool RemoveKeys() =>
        _keys.Add(session.Now - TimeSpan.FromHours(24)).Add((long)Keys).Run() == Keys;
}
