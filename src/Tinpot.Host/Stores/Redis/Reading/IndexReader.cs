using System.Globalization;
using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Stores.Redis.Scripts;

namespace Tinpot.Stores.Redis.Reading;

/// <summary>Reads what indexes of a shard name, newest first. A key of another type names nothing, and the next submission replaces it.</summary>
internal sealed class IndexReader(ScriptRunner scripts, Shard shard)
{
    /// <summary>A page of one index, or of several as they are at one moment: an execution that moves between them is found once.</summary>
    /// <param name="below">Only places below this one.</param>
    /// <param name="from">Only places from this one on.</param>
    public async Task<IReadOnlyList<IndexEntry>> PageAsync(RedisKey[] indexes, double below, double from, int most)
    {
        if (indexes.Length > 1)
            return await TogetherAsync(indexes, below, from, most).ConfigureAwait(false);
        SortedSetEntry[] entries = await ReadAsync(indexes[0], database => database.SortedSetRangeByScoreWithScoresAsync(
            indexes[0], from, below, Exclude.Stop, Order.Descending, 0, most), []).ConfigureAwait(false);
        return [.. entries.Select(entry => new IndexEntry(indexes[0], entry.Element, (long)entry.Score))];
    }

    /// <summary>How many executions they name together.</summary>
    public async Task<long> SizeAsync(RedisKey[] indexes)
    {
        long[] sizes = await Task.WhenAll(indexes.Select(index => ReadAsync(index, database => database.SortedSetLengthAsync(index), 0)))
            .ConfigureAwait(false);
        return sizes.Sum();
    }

    private async Task<IReadOnlyList<IndexEntry>> TogetherAsync(RedisKey[] indexes, double below, double from, int most)
    {
        ScriptArguments arguments = new ScriptArguments().Add(Bound(below, "(")).Add(Bound(from, "")).Add(most).Add(indexes.Length);
        foreach (RedisKey index in indexes)
            arguments.Add(index.ToString());
        var values = (RedisResult[])(await scripts.RunBulkAsync(RedisScript.Page, shard, arguments).ConfigureAwait(false))!;
        var entries = new List<IndexEntry>(values.Length / 3);
        for (int i = 0; i + 2 < values.Length; i += 3)
            entries.Add(new IndexEntry(indexes[(int)values[i + 2] - 1], (RedisValue)values[i], (long)(double)values[i + 1]));
        return entries;
    }

    private static string Bound(double place, string exclusive) =>
        double.IsPositiveInfinity(place) ? "+inf"
        : double.IsNegativeInfinity(place) ? "-inf"
        : exclusive + place.ToString("R", CultureInfo.InvariantCulture);

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
}
