using System.Text.Json;
using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Platform.Json;
using Tinpot.Stores.Redis.Scripts;

namespace Tinpot.Stores.Redis.Reading;

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
        var reader = new IndexReader(scripts, shard);
        RedisKey[] indexes = await IndexesAsync(shard, reader, query).ConfigureAwait(false);
        return await ListAsync(shard, reader, indexes, query, search, from, to, cancellation).ConfigureAwait(false);
    }

    private static double Bound(DateTimeOffset? moment, TimeSpan slack) => moment is not { } time || time.Year > 9000
        ? double.PositiveInfinity
        : ListPlaces.First(Math.Max(0, (time + slack).ToUnixTimeMilliseconds()));

    /// <summary>Those with the fewest executions to look at: of one filter, or of the states, of which SUCCESS has none.</summary>
    private async Task<RedisKey[]> IndexesAsync(Shard shard, IndexReader reader, ExecutionQuery query)
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
                choices.Add([shard.Key("r:" + JsonEncodedText.Encode(query.RequestedBy, JsonWriting.Plain.Encoder))]);
        }

        if (choices.Count == 0)
            return [shard.Key("all")];
        if (choices.Count == 1)
            return choices[0];
        long[] sizes = await Task.WhenAll(choices.Select(reader.SizeAsync)).ConfigureAwait(false);
        return choices[Array.IndexOf(sizes, sizes.Min())];
    }

    private async Task<ListPart> ListAsync(
        Shard shard, IndexReader reader, RedisKey[] indexes, ExecutionQuery query, SearchText? search, double from, double to, CancellationToken cancellation)
    {
        List<ListedExecution> found = [];
        ListedPlace? last = null;
        for (int seen = 0; found.Count <= query.Limit; seen += Page)
        {
            // Search looks no further; other lists go on there
            if (seen >= Window)
                return new ListPart(found, search is null ? last : null);
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyList<IndexEntry> entries = await reader.PageAsync(indexes, from, to, Page).ConfigureAwait(false);
            ExecutionRecord?[] records = await Task.WhenAll(entries.Select(entry => FindAsync(shard, entry.Index, entry.Element))).ConfigureAwait(false);
            for (int i = 0; i < records.Length; i++)
            {
                if (records[i] is not { } record)
                    continue;
                last = new ListedPlace(entries[i].Place, record.Id);
                if (Matches(record, query, search))
                    found.Add(new ListedExecution(entries[i].Place, record));
            }

            if (entries.Count < Page)
                break;
            from = entries[^1].Place;
        }

        return new ListPart([.. found.DistinctBy(one => one.Record.Id)], null);
    }

    /// <returns>null when it is gone, or cannot be read.</returns>
    private async Task<ExecutionRecord?> FindAsync(Shard shard, RedisKey index, RedisValue element)
    {
        if (!Guid.TryParseExact((string?)element, "N", out Guid id))
        {
            scripts.Report("index", (string?)element ?? "", $"{index} contains a text that is not an id");
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
