using Tinpot.Executions;
using Tinpot.Security;

namespace Tinpot.Stores.Sqlite.Reading;

/// <summary>Lists executions, newest first, over the indexes.</summary>
internal sealed class ListReader(StatementSet statements, RecordReader records)
{
    /// <summary>Search looks at this many of the newest executions.</summary>
    public const int SearchWindow = 10_000;

    // The cursor may have been pruned. Then the ids, which rise with time, show where the page begins.
    private readonly Statement _cursor = statements["SELECT created_at, seq FROM executions WHERE id = ?"];
    private readonly Statement _near = statements["SELECT created_at, seq + 1 FROM executions WHERE id < ? ORDER BY id DESC LIMIT 1"];
    private readonly Statement _newest = statements["SELECT max(seq) FROM executions"];

    /// <remarks>In one snapshot, so that an execution whose state changes meanwhile is in exactly one state.</remarks>
    public ExecutionPage List(ExecutionQuery query)
    {
        statements["BEGIN"].Run();
        ListPlace? before = query.Before is { } id ? Place(id) : ListPlace.Newest;
        List<ListRow> found = [];
        if (before is { } place)
        {
            foreach (ExecutionState? state in States(query))
                found.AddRange(List(query, state, place));
            found.Sort((a, b) => b.Place.CompareTo(a.Place));
        }

        statements["COMMIT"].Run();
        List<ExecutionRecord> items = [.. found.Take(query.Limit).Select(row => row.Record)];
        return new ExecutionPage(items, found.Count > query.Limit ? items[^1].Id : null);
    }

    private static IEnumerable<ExecutionState?> States(ExecutionQuery query) =>
        query.States.Count == 0 ? [null] : query.States.Distinct().Select(state => (ExecutionState?)state);

    private List<ListRow> List(ExecutionQuery query, ExecutionState? state, ListPlace before)
    {
        SearchText? search = SearchText.For(query.Search);
        var select = new ListSelect(query, state, before, search is null ? null : Newest() - SearchWindow);
        Statement rows = select.Bind(statements);
        List<ListRow> found = [];
        while (found.Count <= query.Limit && rows.Step())
        {
            if ((search is null || Matches(search, rows)) && records.Read(rows) is { } record)
                found.Add(new ListRow(select.PlaceOf(rows), record));
        }

        rows.Reset();
        return found;
    }

    private static bool Matches(SearchText search, Statement row)
    {
        try
        {
            return search.Matches(row.Guid(0), row.Text(10), row.Text(11), PrincipalJson.Read(row.Bytes(15)), row.Bytes(22));
        }
        catch (Exception error) when (UnreadableRecords.Is(error))
        {
            // By what can be read of it
            return search.Matches(row.ValidGuid(0) ?? Guid.Empty, row.Text(10), row.Text(11), Principal.Anonymous, []);
        }
    }

    private ListPlace? Place(Guid id)
    {
        foreach (Statement statement in (ReadOnlySpan<Statement>)[_cursor, _near])
        {
            if (!statement.Add(id).Step())
                continue;
            var place = new ListPlace(statement.Int64(0), statement.Int64(1));
            statement.Reset();
            return place;
        }

        return null;
    }

    private long Newest()
    {
        _newest.Step();
        long newest = _newest.Int64(0);
        _newest.Reset();
        return newest;
    }

    private readonly record struct ListRow(ListPlace Place, ExecutionRecord Record);
}
