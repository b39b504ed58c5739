using System.Text;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>F18: answers that are errors, or nonsense. Whoever asked asks again, and nothing stays behind.</summary>
public sealed class ErrorReplyTests : StoreTest
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(40);

    [Theory]
    [InlineData("READONLY You can't write against a read only replica.")]
    [InlineData("LOADING Redis is loading the dataset in memory")]
    [InlineData("BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.")]
    [InlineData("MOVED 3999 127.0.0.1:1")]
    [InlineData("NOSCRIPT No matching script. Please use EVAL.")]
    [InlineData("OOM command not allowed when used memory > 'maxmemory'.")]
    [InlineData("MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.")]
    [InlineData("UNBLOCKED client unblocked via CLIENT UNBLOCK")]
    [InlineData("")]
    public async Task Every_tenth_script_gets_one(string error)
    {
        Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        await using var load = new StoreLoad(await NodesAsync(server, 2, seed));
        await load.GoOnAsync(20, Recovery);

        ProxyRule answer = error.Length > 0 ? new ProxyRule(Error: error) : new ProxyRule(Garbage: Encoding.UTF8.GetBytes("?!\r\n\0\r\n"));
        int answers = 0;
        foreach (StoreNode node in load.Nodes)
        {
            int scripts = 0;
            node.Network!.Rule = words =>
            {
                if (!words[0].StartsWith("EVAL", StringComparison.OrdinalIgnoreCase) || Interlocked.Increment(ref scripts) % 10 != 0)
                    return ProxyRule.Pass;
                Interlocked.Increment(ref answers);
                return answer;
            };
        }

        await load.GoOnAsync(Scale.Times(60), Recovery);
        Assert.NotEqual(0, answers);
        await load.QuiesceAsync(beside);
        await StoreInvariants.HoldAsync(load, beside);
    }

    /// <summary>A script of somebody else's that does not end, until somebody ends it.</summary>
    [Fact]
    public async Task Server_is_busy_with_a_script_that_does_not_end()
    {
        Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes", "busy-reply-threshold", "200");
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        await using var load = new StoreLoad(await NodesAsync(server, 2, seed));
        await load.GoOnAsync(20, Recovery);

        Task<object?> script = server.CommandAsync("EVAL", "while true do end", "0");
        int before = load.Refusals;
        await Eventually.TrueAsync(() => load.Refusals > before, "somebody is told that the server is busy");
        await server.CommandAsync("SCRIPT", "KILL");
        await Assert.ThrowsAsync<InvalidOperationException>(() => script);

        await load.GoOnAsync(50, Recovery);
        await load.QuiesceAsync(beside);
        await StoreInvariants.HoldAsync(load, beside);
    }

    [Fact]
    public async Task Scripts_are_forgotten()
    {
        Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        await using var load = new StoreLoad(await NodesAsync(server, 2, seed));

        for (int flush = 0; flush < Scale.Times(10); flush++)
        {
            await load.GoOnAsync(10, Recovery);
            await server.CommandAsync("SCRIPT", "FLUSH");
        }

        await load.GoOnAsync(20, Recovery);
        await load.QuiesceAsync(beside);
        await StoreInvariants.HoldAsync(load, beside);
    }
}
