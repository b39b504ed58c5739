namespace Tinpot.Faults.Tests.Redis;

/// <summary>F31: one fault after another, in any order, while hosts work. <c>TESTS_SCALE</c> makes it a soak of hours.</summary>
public sealed class MixedFaultTests : StoreTest
{
    private const int Faults = 8;

    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Nothing_is_lost_and_nothing_is_done_twice()
    {
        Random random = Seeded(out _);
        await using RedisServer server = await RedisServer.StartAsync(RedisServer.KeptWhenKilled);
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        for (int round = 0; round < Scale.Times(1); round++)
        {
            await using var load = new StoreLoad(await NodesAsync(server, 3, random.Next()));
            List<string> faults = [];
            for (int fault = 0; fault < Faults; fault++)
            {
                await load.GoOnAsync(20, Recovery);
                RedisProxy network = load.Nodes[random.Next(load.Nodes.Count)].Network!;
                faults.Add(await BreakAsync(server, network, random));
            }

            TestContext.Current.TestOutputHelper?.WriteLine($"Round {round}: {string.Join(", ", faults)}");
            await load.GoOnAsync(50, Recovery);
            await load.QuiesceAsync(beside);
            await StoreInvariants.HoldAsync(load, beside);
            await server.CommandAsync("FLUSHALL");
        }
    }

    /// <returns>What it did.</returns>
    private static async Task<string> BreakAsync(RedisServer server, RedisProxy network, Random random)
    {
        TimeSpan time = TimeSpan.FromMilliseconds(random.Next(3_000));
        switch (random.Next(7))
        {
            case 0:
                network.Reset();
                return "reset";
            case 1:
                network.BlackHole();
                await Task.Delay(time);
                network.Heal();
                return $"black hole of {time}";
            case 2:
                network.Replies.Hold();
                await Task.Delay(time);
                network.Reset();
                network.Heal();
                return $"no answers for {time}, then a reset";
            case 3:
                await server.KillAsync();
                await Task.Delay(time);
                await server.RunAsync();
                return $"server dead for {time}";
            case 4:
                Signals.Send(server.ProcessId, Signals.Stop);
                await Task.Delay(time);
                Signals.Send(server.ProcessId, Signals.Continue);
                return $"server frozen for {time}";
            case 5:
                await server.CommandAsync("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
                return "connections killed";
            default:
                await server.CommandAsync("SCRIPT", "FLUSH");
                return "scripts forgotten";
        }
    }
}
