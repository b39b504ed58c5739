using StackExchange.Redis;
using Tinpot.Fleet;

namespace Tinpot.Executions.Redis;

/// <summary>
/// The workers of a fleet in Redis. A worker lives as long as its key does, which the server ends after a lease: so no two
/// hosts can differ about it, whatever their clocks say.
/// </summary>
/// <remarks>Plain commands on keys of their own: no two of them need lie in one slot of a cluster, and all are safe to repeat.</remarks>
internal sealed class RedisFleetRegistry(RedisConnection connection, IReadOnlyList<Shard> shards, TimeSpan lease) : IFleetRegistry
{
    /// <summary>So long a catalogue is kept after the last worker that carried it.</summary>
    public static readonly TimeSpan CatalogueLife = TimeSpan.FromDays(1);

    private static readonly RedisKey Workers = "tp:workers";
    private static readonly RedisKey Catalogues = "tp:cats";
    private static readonly RedisKey Publications = "tp:cats:seq";

    private readonly IDatabase _database = connection.Control.GetDatabase();

    public Task AnnounceAsync(WorkerStatus worker, OwnCatalogue catalogue, bool first) => RedisErrors.TranslateAsync(async () =>
    {
        Task<bool> keeping = _database.KeyExpireAsync(CatalogueKey(catalogue.Hash), CatalogueLife);
        Task<bool[]> naming = Task.WhenAll(shards.Select(shard => _database.KeyExpireAsync(NamesKey(shard, catalogue.Hash), CatalogueLife)));
        await Task.WhenAll(keeping, naming).ConfigureAwait(false);
        // The names before the worker: it may claim as soon as it is seen
        await PublishNamesAsync(catalogue, await naming.ConfigureAwait(false)).ConfigureAwait(false);
        bool kept = await keeping.ConfigureAwait(false);
        if (!kept)
            await _database.StringSetAsync(CatalogueKey(catalogue.Hash), PackedText.Pack(catalogue.Document), CatalogueLife).ConfigureAwait(false);
        if (first || !kept)
        {
            await _database.SortedSetAddAsync(
                Catalogues, catalogue.Hash, await _database.StringIncrementAsync(Publications).ConfigureAwait(false)).ConfigureAwait(false);
        }

        await Task.WhenAll(
            _database.StringSetAsync(Heartbeat.Key(worker.Instance), WorkerStatusJson.ToBytes(worker), lease),
            _database.SetAddAsync(Workers, worker.Instance)).ConfigureAwait(false);
        return true;
    });

    public Task LeaveAsync(string instance) => RedisErrors.TranslateAsync(async () =>
    {
        await Task.WhenAll(
            _database.KeyDeleteAsync(Heartbeat.Key(instance)),
            _database.SetRemoveAsync(Workers, instance)).ConfigureAwait(false);
        return true;
    });

    public Task<IReadOnlyList<WorkerStatus>> WorkersAsync() => RedisErrors.TranslateAsync<IReadOnlyList<WorkerStatus>>(async () =>
    {
        RedisValue[] instances = await _database.SetMembersAsync(Workers).ConfigureAwait(false);
        RedisValue[] shown = await Task.WhenAll(instances.Select(one => _database.StringGetAsync(Heartbeat.Key(one!)))).ConfigureAwait(false);
        // Who shows itself again is added again
        RedisValue[] gone = [.. instances.Where((_, i) => shown[i].IsNull)];
        if (gone.Length > 0)
            await _database.SetRemoveAsync(Workers, gone).ConfigureAwait(false);
        return [.. shown
            .Where(status => !status.IsNull)
            .Select(status => WorkerStatusJson.Read((byte[])status!))
            .OfType<WorkerStatus>()
            .OrderBy(worker => worker.Name, StringComparer.Ordinal).ThenBy(worker => worker.Instance, StringComparer.Ordinal)];
    });

    public Task<IReadOnlyList<string>> CataloguesAsync() => RedisErrors.TranslateAsync<IReadOnlyList<string>>(async () =>
    {
        RedisValue[] hashes = await _database.SortedSetRangeByRankAsync(Catalogues, 0, -1, Order.Descending).ConfigureAwait(false);
        bool[] kept = await Task.WhenAll(hashes.Select(hash => _database.KeyExistsAsync(CatalogueKey(hash!)))).ConfigureAwait(false);
        RedisValue[] gone = [.. hashes.Where((_, i) => !kept[i])];
        if (gone.Length > 0)
            await _database.SortedSetRemoveAsync(Catalogues, gone).ConfigureAwait(false);
        return [.. hashes.Where((_, i) => kept[i]).Select(hash => (string)hash!)];
    });

    public Task<byte[]?> CatalogueAsync(string hash) => RedisErrors.TranslateAsync(async () =>
        (byte[]?)await _database.StringGetAsync(CatalogueKey(hash)).ConfigureAwait(false) is { } packed ? PackedText.Unpack(packed) : null);

    internal static RedisKey CatalogueKey(string hash) => "tp:cat:" + hash;

    /// <summary>What the claim looks an action up in.</summary>
    internal static RedisKey NamesKey(Shard shard, string hash) => shard.Key("names:" + hash);

    private async Task PublishNamesAsync(OwnCatalogue catalogue, bool[] known)
    {
        for (int i = 0; i < known.Length; i++)
        {
            // A set cannot be empty; who has no action claims from no lane
            if (known[i] || catalogue.Names.Count == 0)
                continue;
            RedisKey key = NamesKey(shards[i], catalogue.Hash);
            await _database.SetAddAsync(key, [.. catalogue.Names.Select(name => (RedisValue)name)]).ConfigureAwait(false);
            await _database.KeyExpireAsync(key, CatalogueLife).ConfigureAwait(false);
        }
    }
}
