using StackExchange.Redis;
using Tinpot.Stores.Redis;
using Tinpot.Stores.Redis.Connecting;
using Tinpot.Stores.Redis.Reading;

namespace Tinpot.Fleet.Redis;

/// <summary>
/// The workers of a fleet in Redis. A worker lives as long as its key does, which the server ends after a lease: so no two
/// hosts can differ about it, whatever their clocks say.
/// </summary>
/// <remarks>Plain commands on keys of their own: no two of them need lie in one slot of a cluster, and all are safe to repeat.</remarks>
internal sealed class RedisFleetRegistry(
    RedisConnection connection, IReadOnlyList<Shard> shards, TimeSpan lease, UnreadableEntries? unreadable = null) : IFleetRegistry
{
    /// <summary>So long a catalog is kept after the last worker that carried it.</summary>
    public static readonly TimeSpan CatalogLife = TimeSpan.FromDays(1);

    private readonly string _fleet = shards[0].Fleet;
    private readonly IDatabase _database = connection.Control.GetDatabase();

    private RedisKey Workers => _fleet + ":workers";

    private RedisKey Catalogs => _fleet + ":cats";

    private RedisKey Publications => _fleet + ":cats:seq";

    public Task AnnounceAsync(WorkerStatus worker, LocalCatalog catalog, bool first) => RedisErrors.TranslateAsync(async () =>
    {
        Task<bool> keeping = _database.KeyExpireAsync(CatalogKey(_fleet, catalog.Hash), CatalogLife);
        Task<bool[]> naming = Task.WhenAll(shards.Select(shard => _database.KeyExpireAsync(NamesKey(shard, catalog.Hash), CatalogLife)));
        await Task.WhenAll(keeping, naming).ConfigureAwait(false);
        // The names before the worker: it may claim as soon as it is seen
        await PublishNamesAsync(catalog, await naming.ConfigureAwait(false)).ConfigureAwait(false);
        bool kept = await keeping.ConfigureAwait(false);
        bool listed = await MendedAsync(Catalogs, () => _database.SortedSetScoreAsync(Catalogs, catalog.Hash)).ConfigureAwait(false) is not null;
        if (!kept)
            await _database.StringSetAsync(CatalogKey(_fleet, catalog.Hash), CompressedText.Pack(catalog.Document), CatalogLife).ConfigureAwait(false);
        if (first || !kept || !listed)
        {
            long number = await MendedAsync(Publications, () => _database.StringIncrementAsync(Publications)).ConfigureAwait(false);
            await MendedAsync(Catalogs, () => _database.SortedSetAddAsync(Catalogs, catalog.Hash, number)).ConfigureAwait(false);
        }

        await Task.WhenAll(
            _database.StringSetAsync(Heartbeat.Key(_fleet, worker.Instance), WorkerStatusJson.ToBytes(worker), lease),
            MendedAsync(Workers, () => _database.SetAddAsync(Workers, worker.Instance))).ConfigureAwait(false);
        return true;
    });

    public Task LeaveAsync(string instance) => RedisErrors.TranslateAsync(async () =>
    {
        await Task.WhenAll(
            _database.KeyDeleteAsync(Heartbeat.Key(_fleet, instance)),
            MendedAsync(Workers, () => _database.SetRemoveAsync(Workers, instance))).ConfigureAwait(false);
        return true;
    });

    public Task<IReadOnlyList<WorkerStatus>> WorkersAsync() => RedisErrors.TranslateAsync<IReadOnlyList<WorkerStatus>>(async () =>
    {
        RedisValue[] instances = await MendedAsync(Workers, () => _database.SetMembersAsync(Workers)).ConfigureAwait(false);
        RedisValue[] shown = await Task.WhenAll(instances.Select(one => StatusAsync(one!))).ConfigureAwait(false);
        // A worker that announces itself again is added again
        RedisValue[] gone = [.. instances.Where((_, i) => shown[i].IsNull)];
        if (gone.Length > 0)
            await _database.SetRemoveAsync(Workers, gone).ConfigureAwait(false);
        List<WorkerStatus> workers = [];
        for (int i = 0; i < instances.Length; i++)
        {
            if (shown[i].IsNull)
                continue;
            if (WorkerStatusJson.Read((byte[])shown[i]!) is { } worker)
                workers.Add(worker);
            else
                unreadable?.Add("worker", instances[i]!, "its status is damaged, or from another version");
        }

        return [.. workers.OrderBy(worker => worker.Name, StringComparer.Ordinal).ThenBy(worker => worker.Instance, StringComparer.Ordinal)];
    });

    public Task<IReadOnlyList<string>> CatalogsAsync() => RedisErrors.TranslateAsync<IReadOnlyList<string>>(async () =>
    {
        RedisValue[] hashes = await MendedAsync(
            Catalogs, () => _database.SortedSetRangeByRankAsync(Catalogs, 0, -1, Order.Descending)).ConfigureAwait(false);
        bool[] kept = await Task.WhenAll(hashes.Select(hash => _database.KeyExistsAsync(CatalogKey(_fleet, hash!)))).ConfigureAwait(false);
        RedisValue[] gone = [.. hashes.Where((_, i) => !kept[i])];
        if (gone.Length > 0)
            await _database.SortedSetRemoveAsync(Catalogs, gone).ConfigureAwait(false);
        return [.. hashes.Where((_, i) => kept[i]).Select(hash => (string)hash!)];
    });

    public Task<byte[]?> CatalogAsync(string hash) => RedisErrors.TranslateAsync(async () =>
    {
        RedisKey key = CatalogKey(_fleet, hash);
        string damage = "its content differs from the published content";
        try
        {
            if ((byte[]?)await _database.StringGetAsync(key).ConfigureAwait(false) is not { } packed)
                return null;
            byte[] document = CompressedText.Unpack(packed);
            if (LocalCatalog.HashOf(document) == hash)
                return document;
        }
        catch (RedisServerException wrong) when (Unreadable.IsWrongType(wrong))
        {
            damage = wrong.Message;
        }

        // Its workers see that it is gone, and publish it again
        unreadable?.Add("catalogue", hash, damage);
        await _database.KeyDeleteAsync(key).ConfigureAwait(false);
        return null;
    });

    internal static RedisKey CatalogKey(string fleet, string hash) => $"{fleet}:cat:{hash}";

    /// <summary>What the claim looks an action up in.</summary>
    internal static RedisKey NamesKey(Shard shard, string hash) => shard.Key("names:" + hash);

    private async Task PublishNamesAsync(LocalCatalog catalog, bool[] known)
    {
        for (int i = 0; i < known.Length; i++)
        {
            // A set cannot be empty; who has no action claims from no lane
            if (known[i] || catalog.Names.Count == 0)
                continue;
            RedisKey key = NamesKey(shards[i], catalog.Hash);
            await _database.SetAddAsync(key, [.. catalog.Names.Select(name => (RedisValue)name)]).ConfigureAwait(false);
            await _database.KeyExpireAsync(key, CatalogLife).ConfigureAwait(false);
        }
    }

    /// <summary>The status that a worker shows; empty when the key is of another type.</summary>
    private async Task<RedisValue> StatusAsync(string instance)
    {
        try
        {
            return await _database.StringGetAsync(Heartbeat.Key(_fleet, instance)).ConfigureAwait(false);
        }
        catch (RedisServerException damaged) when (Unreadable.IsWrongType(damaged))
        {
            return RedisValue.EmptyString;
        }
    }

    /// <summary>Runs a command; a key of another type, which holds nothing of the fleet, is removed first.</summary>
    private async Task<T> MendedAsync<T>(RedisKey key, Func<Task<T>> command)
    {
        try
        {
            return await command().ConfigureAwait(false);
        }
        catch (RedisServerException damaged) when (Unreadable.IsWrongType(damaged) || damaged.Message.Contains("not an integer", StringComparison.Ordinal))
        {
            unreadable?.Add("key", key.ToString(), damaged.Message);
            await _database.KeyDeleteAsync(key).ConfigureAwait(false);
            return await command().ConfigureAwait(false);
        }
    }
}
