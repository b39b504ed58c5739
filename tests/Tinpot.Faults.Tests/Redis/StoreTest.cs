using Tinpot.Stores.Redis;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>Stores on a real Redis, whose faults are seeded; what the seed was is in the output of a test that fails.</summary>
public abstract class StoreTest
{
    /// <summary>Short, so that a test outlasts several; the code knows no other.</summary>
    internal static readonly RedisStoreOptions Options = new() { Lease = TimeSpan.FromSeconds(2) };

    protected static Random Seeded(out int seed)
    {
        seed = int.TryParse(Environment.GetEnvironmentVariable("TESTS_SEED"), out int wanted) ? wanted : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"TESTS_SEED={seed}");
        return new Random(seed);
    }

    internal static async Task<StoreNode[]> NodesAsync(RedisServer server, int count, int seed)
    {
        var nodes = new StoreNode[count];
        for (int i = 0; i < count; i++)
            nodes[i] = await StoreNode.StartAsync(server, $"node-{i}", Options, seed + i);
        return nodes;
    }
}
