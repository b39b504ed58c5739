using Tinpot.Stores.Redis;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>F20: a store divided among the servers of a cluster.</summary>
public sealed class ClusterTests : StoreTest
{
    private const int Shards = 6;

    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task Every_shard_works_wherever_its_slot_is_and_wherever_it_goes()
    {
        await using RedisCluster cluster = await RedisCluster.StartAsync();
        RedisStoreOptions options = Options with { Shards = Shards };
        await using StoreNode beside = await StoreNode.BesideAsync(cluster.Url, "beside", options);
        await RunAsync(cluster, options, beside);

        // While nothing is under way; the hosts that stay are sent on to where the slots are now
        for (int shard = 0; shard < Shards; shard++)
            Assert.True(await cluster.MoveAsync(await cluster.SlotAsync(new Shard(shard).Prefix)), $"Nothing lay in shard {shard}.");

        await RunAsync(cluster, options, beside);
    }

    private static async Task RunAsync(RedisCluster cluster, RedisStoreOptions options, StoreNode beside)
    {
        await using var load = new StoreLoad(
        [
            await StoreNode.BesideAsync(cluster.Url, $"node-{Guid.NewGuid():n}", options),
            await StoreNode.BesideAsync(cluster.Url, $"node-{Guid.NewGuid():n}", options),
        ]);
        await load.GoOnAsync(Scale.Times(200), Recovery);
        await load.QuiesceAsync(beside);
        await StoreInvariants.HoldAsync(load, beside);
    }
}
