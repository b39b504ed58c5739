namespace Tinpot.Executions.Sqlite.Reading;

/// <summary>Lists executions, newest first, over the indexes.</summary>
internal sealed class ListReader(StatementSet statements)
{
    /// <summary>Search looks at this many of the newest executions.</summary>
    public const int SearchWindow = 10_000;

    // The cursor may have been pruned; then the ids, which rise with time, say where the page goes on.
    private readonly Statement _cursor = statements["SELECT seq FROM executions WHERE id = ?"];
    private readonly Statement _near = statements["SELECT seq + 1 FROM executions WHERE id < ? ORDER BY id DESC LIMIT 1"];
    private readonly Statement _newest = statements["SELECT max(seq) FROM executions"];

    public ExecutionPage List(ExecutionQuery query)
    {
        long before = query.Before is { } id ? Position(id) : long.MaxValue;
        List<(long Seq, ExecutionRecord Record)> found = [];
        if (query.States.Count == 0)
            found = List(query, null, before);
        else
        {
            foreach (ExecutionState state in query.States.Distinct())
                found.AddRange(List(query, state, before));
            found.Sort((a, b) => b.Seq.CompareTo(a.Seq));
        }

        List<ExecutionRecord> items = [.. found.Take(query.Limit).Select(row => row.Record)];
        return new ExecutionPage(items, found.Count > query.Limit ? items[^1].Id : null);
    }

    private List<(long, ExecutionRecord)> List(ExecutionQuery query, ExecutionState? state, long before)
    {
        SearchText? search = SearchText.For(query.Search);
        Statement rows = Select(query, state, before, search is null ? long.MinValue : Newest() - SearchWindow);
        List<(long, ExecutionRecord)> found = [];
        while (found.Count <= query.Limit && rows.Step())
        {
            if (search is null || Matches(search, rows))
                found.Add((rows.Int64(25), RecordReader.Read(rows)));
        }

        rows.Reset();
        return found;
    }

    private static bool Matches(SearchText search, Statement row) =>
        search.Matches(row.Guid(0), row.Text(10), row.Text(11), PrincipalJson.Read(row.Bytes(15)), row.Bytes(22));

    private Statement Select(ExecutionQuery query, ExecutionState? state, long before, long after)
    {
        // SUCCESS, which is nearly everything, has no index entry; for the others the second condition names the index.
        string filter = state switch
        {
            null => "",
            ExecutionState.SUCCESS => " AND +state = ?",
            _ => " AND state = ? AND state <> 'SUCCESS'",
        };
        if (!string.IsNullOrEmpty(query.Action))
            filter += " AND action = ?";
        if (!string.IsNullOrEmpty(query.Group))
            filter += " AND grp = ?";
        if (!string.IsNullOrEmpty(query.Queue))
            filter += " AND queue = ?";
        Statement rows = statements[
            $"SELECT {RecordReader.Columns}, seq FROM executions WHERE seq < ? AND seq > ?{filter} ORDER BY seq DESC"];
        rows.Add(before).Add(after);
        if (state is { } given)
            rows.Add(given);
        foreach (string? value in (ReadOnlySpan<string?>)[query.Action, query.Group, query.Queue])
        {
            if (!string.IsNullOrEmpty(value))
                rows.Add(value);
        }

        return rows;
    }

    private long Position(Guid id)
    {
        foreach (Statement statement in (ReadOnlySpan<Statement>)[_cursor, _near])
        {
            if (!statement.Add(id).Step())
                continue;
            long position = statement.Int64(0);
            statement.Reset();
            return position;
        }

        return long.MinValue;
    }

    private long Newest()
    {
        _newest.Step();
        long newest = _newest.Int64(0);
        _newest.Reset();
        return newest;
    }
}
