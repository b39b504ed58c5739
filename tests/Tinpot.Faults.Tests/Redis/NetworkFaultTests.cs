using System.Diagnostics;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>Networks between hosts and their Redis: nothing is lost, nothing is done twice, and all goes on by itself.</summary>
public sealed class NetworkFaultTests : StoreTest
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(40);

    /// <summary>F9</summary>
    [Theory]
    [InlineData("normal")]
    [InlineData("pubsub")]
    public async Task Connections_are_killed_by_the_server(string kind)
    {
        Random random = Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        await using var load = new StoreLoad(await NodesAsync(server, 3, seed));
        await load.GoOnAsync(50, Recovery);

        for (int kill = 0; kill < Scale.Times(20); kill++)
        {
            await server.CommandAsync("CLIENT", "KILL", "TYPE", kind, "SKIPME", "yes");
            await Task.Delay(random.Next(100, 300));
        }

        await load.GoOnAsync(50, Recovery);
        await load.QuiesceAsync(beside);
        await StoreInvariants.HoldAsync(load, beside);
    }

    /// <summary>As above, by whoever stands in between, at any moment of a message.</summary>
    [Fact]
    public async Task Connections_are_reset()
    {
        Random random = Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        await using var load = new StoreLoad(await NodesAsync(server, 3, seed));
        await load.GoOnAsync(50, Recovery);

        for (int reset = 0; reset < Scale.Times(20); reset++)
        {
            load.Nodes[random.Next(load.Nodes.Count)].Network!.Reset();
            await Task.Delay(random.Next(50, 200));
        }

        Assert.NotEqual(0, load.Refusals);
        await load.GoOnAsync(50, Recovery);
        await load.QuiesceAsync(beside);
        await StoreInvariants.HoldAsync(load, beside);
    }

    /// <summary>F11: what is asked is done, and nobody hears of it. The answers are lost with their connections.</summary>
    [Fact]
    public async Task Answers_do_not_come_back()
    {
        Random random = Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        await using var load = new StoreLoad(await NodesAsync(server, 3, seed));
        await load.GoOnAsync(50, Recovery);

        for (int time = 0; time < Scale.Times(5); time++)
        {
            RedisProxy network = load.Nodes[random.Next(load.Nodes.Count)].Network!;
            network.Replies.Hold();
            await Task.Delay(random.Next(100, 1_000));
            network.Reset();
            network.Heal();
            await load.GoOnAsync(10, Recovery);
        }

        Assert.NotEqual(0, load.Refusals);
        await load.QuiesceAsync(beside);
        await StoreInvariants.HoldAsync(load, beside);
    }

    /// <summary>F13</summary>
    [Fact]
    public async Task Messages_take_their_time_and_lines_are_thin()
    {
        Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        await using var load = new StoreLoad(await NodesAsync(server, 3, seed));
        await load.GoOnAsync(50, Recovery);

        foreach (StoreNode node in load.Nodes)
        {
            foreach (ProxyLink link in (ProxyLink[])[node.Network!.Requests, node.Network.Replies])
            {
                link.Delay = TimeSpan.FromMilliseconds(100);
                link.Jitter = TimeSpan.FromMilliseconds(100);
                link.BytesPerSecond = 256 * 1024;
            }
        }

        await load.GoOnAsync(Scale.Times(50), TimeSpan.FromMinutes(1));
        await load.QuiesceAsync(beside);
        await StoreInvariants.HoldAsync(load, beside);
    }

    /// <summary>F10: TCP itself would try for a quarter of an hour. What was under way into the void is not done twice when it comes late.</summary>
    [Fact]
    public async Task Dead_connection_is_given_up_within_a_lease_of_default_length()
    {
        Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode node = await StoreNode.StartAsync(server, "node", Options, seed);
        await node.Store.SubmitAsync([StoreNode.Submission()], CancellationToken.None);

        node.Network!.HoldExisting();
        long since = Stopwatch.GetTimestamp();
        await StoreNode.UntilDoneAsync(() => node.Store.SubmitAsync([StoreNode.Submission()], CancellationToken.None));

        // The lease, less what a worker that fences itself keeps as a margin
        Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(25));
    }
}
