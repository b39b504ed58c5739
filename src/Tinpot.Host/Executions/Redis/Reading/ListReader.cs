using System.Text.Json;
using StackExchange.Redis;

namespace Tinpot.Executions.Redis;

/// <summary>Lists executions of a shard, newest first, over its indexes.</summary>
internal sealed class ListReader(ScriptRunner scripts)
{
    /// <summary>One page looks at this many of the newest executions of an index.</summary>
    private const int Window = 10_000;

    /// <summary>Executions that are fetched at once.</summary>
    private const int Page = 100;

    /// <summary>
    /// By how much the server's clock may have been set back: what was created then has a place of a later time.
    /// </summary>
    private static readonly TimeSpan LargestStepBack = TimeSpan.FromHours(1);

    public async Task<ListPart> ListAsync(Shard shard, ExecutionQuery query, SearchText? search, long? before, CancellationToken cancellation)
    {
        double from = Math.Min(before ?? double.PositiveInfinity, Bound(query.Until, LargestStepBack));
        double to = query.Since is null ? double.NegativeInfinity : Bound(query.Since, TimeSpan.Zero);
        List<ListedExecution> found = [];
        ListedPlace? stopped = null;
        foreach (RedisKey index in await IndexesAsync(shard, query).ConfigureAwait(false))
        {
            ListPart part = await ListAsync(shard, index, query, search, from, to, cancellation).ConfigureAwait(false);
            found.AddRange(part.Found);
            if (part.Stopped is { } place && !(place.Place < stopped?.Place))
                stopped = place;
        }

        // What moved to another state meanwhile may have been found twice
        return new ListPart([.. found.DistinctBy(one => one.Record.Id)], stopped);
    }

    private static double Bound(DateTimeOffset? moment, TimeSpan slack) => moment is not { } time || time.Year > 9000
        ? double.PositiveInfinity
        : ListPlaces.First(Math.Max(0, (time + slack).ToUnixTimeMilliseconds()));

    /// <summary>Those with the fewest executions to look at: of one filter, or of the states, of which SUCCESS has none.</summary>
    private async Task<RedisKey[]> IndexesAsync(Shard shard, ExecutionQuery query)
    {
        List<RedisKey[]> choices = [];
        if (query.States.Count > 0 && !query.States.Contains(ExecutionState.SUCCESS))
            choices.Add([.. query.States.Distinct().Order().Select(state => shard.Key($"i:{state}"))]);
        if (!string.IsNullOrEmpty(query.Action))
            choices.Add([shard.Key("a:" + query.Action)]);
        // Until everything that an older version stored is in these, they do not count
        if (await scripts.ReadAsync(database => database.KeyExistsAsync(shard.Key("listed"))).ConfigureAwait(false))
        {
            if (!string.IsNullOrEmpty(query.Queue))
                choices.Add([shard.Key("q:" + Uri.EscapeDataString(query.Queue))]);
            if (!string.IsNullOrEmpty(query.Group))
                choices.Add([shard.Key("g:" + Uri.EscapeDataString(query.Group))]);
            if (!string.IsNullOrEmpty(query.RequestedBy))
                choices.Add([shard.Key("r:" + JsonEncodedText.Encode(query.RequestedBy, ExecutionEvents.WriterOptions.Encoder))]);
        }

        if (choices.Count == 0)
            return [shard.Key("all")];
        if (choices.Count == 1)
            return choices[0];
        long[] sizes = await Task.WhenAll(choices.Select(SizeAsync)).ConfigureAwait(false);
        return choices[Array.IndexOf(sizes, sizes.Min())];
    }

    private async Task<long> SizeAsync(RedisKey[] indexes)
    {
        long[] sizes = await Task.WhenAll(indexes.Select(index => ReadAsync(index, database => database.SortedSetLengthAsync(index), 0)))
            .ConfigureAwait(false);
        return sizes.Sum();
    }

    private async Task<ListPart> ListAsync(
        Shard shard, RedisKey index, ExecutionQuery query, SearchText? search, double from, double to, CancellationToken cancellation)
    {
        List<ListedExecution> found = [];
        ListedPlace? last = null;
        for (int seen = 0; found.Count <= query.Limit; seen += Page)
        {
            // Search looks no further; other lists go on there
            if (seen >= Window)
                return new ListPart(found, search is null ? last : null);
            cancellation.ThrowIfCancellationRequested();
            double start = from;
            SortedSetEntry[] entries = await ReadAsync(index, database => database.SortedSetRangeByScoreWithScoresAsync(
                index, to, start, Exclude.Stop, Order.Descending, 0, Page), []).ConfigureAwait(false);
            ExecutionRecord?[] records = await Task.WhenAll(entries.Select(entry => FindAsync(shard, index, entry.Element))).ConfigureAwait(false);
            for (int i = 0; i < entries.Length; i++)
            {
                if (records[i] is not { } record)
                    continue;
                last = new ListedPlace((long)entries[i].Score, record.Id);
                if (Matches(record, query, search))
                    found.Add(new ListedExecution((long)entries[i].Score, record));
            }

            if (entries.Length < Page)
                break;
            from = entries[^1].Score;
        }

        return new ListPart(found, null);
    }

    /// <summary>Reads an index; a key of another type holds nothing, and the next submission replaces it.</summary>
    private async Task<T> ReadAsync<T>(RedisKey index, Func<IDatabase, Task<T>> command, T empty)
    {
        try
        {
            return await scripts.ReadAsync(command).ConfigureAwait(false);
        }
        catch (StoreUnavailableException damaged) when (Unreadable.Is(damaged))
        {
            scripts.Report("index", index.ToString(), Unreadable.Reason(damaged));
            return empty;
        }
    }

    /// <returns>null when it is gone, or cannot be read.</returns>
    private async Task<ExecutionRecord?> FindAsync(Shard shard, RedisKey index, RedisValue element)
    {
        if (!Guid.TryParseExact((string?)element, "N", out Guid id))
        {
            scripts.Report("index", (string?)element ?? "", $"{index} names what is not an id");
        }
        else
        {
            try
            {
                if (await RecordReader.FindAsync(scripts, shard, id).ConfigureAwait(false) is { } record)
                    return record;
            }
            catch (UnreadableRecordException)
            {
                // It is reported. Retention removes it.
                return null;
            }
        }

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
