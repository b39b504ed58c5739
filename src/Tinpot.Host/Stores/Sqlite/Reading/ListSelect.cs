using Tinpot.Executions;

namespace Tinpot.Stores.Sqlite.Reading;

/// <summary>
/// The statement of a list: each filter alone is answered from an index in the order of the list. A list of a time is in the
/// order of the times, because the clock may have been set back between two submissions; others are in the order of submission.
/// </summary>
/// <param name="after">Only executions with a higher number.</param>
internal sealed class ListSelect(ExecutionQuery query, ExecutionState? state, ListPlace before, long? after)
{
    private const int CreatedAtColumn = 6;

    private readonly bool _byTime = query.Since is not null || query.Until is not null;

    private readonly (string Column, string? Value)[] _texts =
        [("action", query.Action), ("grp", query.Group), ("queue", query.Queue), ("requester", query.RequestedBy)];

    public string Sql => $"SELECT {RecordReader.Columns} FROM executions WHERE {Conditions} ORDER BY {Order}";

    private string Order => _byTime ? "created_at DESC, seq DESC" : "seq DESC";

    private string Conditions
    {
        get
        {
            List<string> all = [_byTime ? "(created_at, seq) < (?, ?)" : "seq < ?", .. after is null ? [] : (string[])["seq > ?"]];
            // SUCCESS, which is nearly everything, has no index entry. For the others the second condition names the index.
            if (state is ExecutionState.SUCCESS)
                all.Add("+state = ?");
            else if (state is not null)
                all.Add(_byTime ? "+state = ?" : "state = ? AND state <> 'SUCCESS'");
            // Of two conditions that have an index SQLite might take the one that is not in order
            all.AddRange(_texts.Where(text => !string.IsNullOrEmpty(text.Value)).Select(text => $"{(_byTime ? "+" : "")}{text.Column} = ?"));
            if (query.Since is not null)
                all.Add("created_at >= ?");
            if (query.Until is not null)
                all.Add("created_at < ?");
            return string.Join(" AND ", all);
        }
    }

    public Statement Bind(StatementSet statements)
    {
        Statement rows = statements[Sql];
        if (_byTime)
            rows.Add(before.CreatedAt);
        rows.Add(before.Seq);
        if (after is { } seq)
            rows.Add(seq);
        if (state is { } given)
            rows.Add(given);
        foreach ((_, string? value) in _texts)
        {
            if (!string.IsNullOrEmpty(value))
                rows.Add(value);
        }

        if (query.Since is { } since)
            rows.Add(Milliseconds(since));
        if (query.Until is { } until)
            rows.Add(Milliseconds(until));
        return rows;
    }

    public ListPlace PlaceOf(Statement row) => new(_byTime ? row.Int64(CreatedAtColumn) : 0, row.Int64(RecordReader.SeqColumn));

    /// <summary>Stored times are whole milliseconds: those not before a fraction of one begin with the next.</summary>
    private static long Milliseconds(DateTimeOffset time)
    {
        long whole = time.ToUnixTimeMilliseconds();
        return time.UtcTicks % TimeSpan.TicksPerMillisecond == 0 ? whole : whole + 1;
    }
}
