using StackExchange.Redis;

namespace Tinpot.Executions.Redis;

/// <summary>Lists executions of a shard, newest first, over its indexes.</summary>
internal sealed class ListReader(ScriptRunner scripts)
{
    /// <summary>A place is the millisecond of submission times this, and a number within it.</summary>
    public const long PlacesPerMillisecond = 4_096;

    /// <summary>Search looks at this many of the newest executions.</summary>
    private const int SearchWindow = 10_000;

    /// <summary>Executions that are fetched at once.</summary>
    private const int Page = 100;

    public async Task<List<ListedExecution>> ListAsync(
        Shard shard, ExecutionQuery query, SearchText? search, long? before, CancellationToken cancellation)
    {
        List<ListedExecution> found = [];
        foreach (string index in Indexes(query))
            found.AddRange(await ListAsync(shard, shard.Key(index), query, search, before, cancellation).ConfigureAwait(false));
        return found;
    }

    /// <summary>The fewest to look at: by state, which the rare ones have an index for, else by action, else all.</summary>
    private static IEnumerable<string> Indexes(ExecutionQuery query)
    {
        if (query.States.Count > 0 && !query.States.Contains(ExecutionState.SUCCESS))
            return query.States.Distinct().Select(state => $"i:{state}");
        return [string.IsNullOrEmpty(query.Action) ? "all" : $"a:{query.Action}"];
    }

    private async Task<List<ListedExecution>> ListAsync(
        Shard shard, RedisKey index, ExecutionQuery query, SearchText? search, long? before, CancellationToken cancellation)
    {
        List<ListedExecution> found = [];
        double from = before ?? double.PositiveInfinity;
        for (int seen = 0; found.Count <= query.Limit && (search is null || seen < SearchWindow); seen += Page)
        {
            cancellation.ThrowIfCancellationRequested();
            SortedSetEntry[] entries = await scripts.ReadAsync(database => database.SortedSetRangeByScoreWithScoresAsync(
                index, double.NegativeInfinity, from, Exclude.Stop, Order.Descending, 0, Page)).ConfigureAwait(false);
            ExecutionRecord?[] records = await Task.WhenAll(entries.Select(entry => FindAsync(shard, index, entry.Element))).ConfigureAwait(false);
            for (int i = 0; i < entries.Length; i++)
            {
                if (records[i] is { } record && Matches(record, query, search))
                    found.Add(new ListedExecution((long)entries[i].Score, record));
            }

            if (entries.Length < Page)
                break;
            from = entries[^1].Score;
        }

        return found;
    }

    private async Task<ExecutionRecord?> FindAsync(Shard shard, RedisKey index, RedisValue element)
    {
        var id = Guid.ParseExact((string)element!, "N");
        if (await RecordReader.FindAsync(scripts, shard, id).ConfigureAwait(false) is { } record)
            return record;
        // It ended by itself while no host was there to remove it from here
        await scripts.ReadAsync(database => database.SortedSetRemoveAsync(index, element)).ConfigureAwait(false);
        return null;
    }

    private static bool Matches(ExecutionRecord record, ExecutionQuery query, SearchText? search) =>
        (query.States.Count == 0 || query.States.Contains(record.State))
        && (string.IsNullOrEmpty(query.Action) || record.Action == query.Action)
        && (string.IsNullOrEmpty(query.Group) || record.Group == query.Group)
        && (string.IsNullOrEmpty(query.Queue) || record.Queue == query.Queue)
        && (string.IsNullOrEmpty(query.RequestedBy) || record.RequestedBy.Name == query.RequestedBy)
        && !(record.CreatedAt < query.Since) && !(record.CreatedAt >= query.Until)
        && search?.Matches(record.Id, record.Action, record.Title, record.RequestedBy, record.Arguments.Span) != false;
}
