using Tinpot.Tests;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>Workers that stand still, or are cut off, for longer than their lease.</summary>
public sealed class StallTests : StoreTest
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    private static readonly (string Name, string Value) Short = ("TINPOT_LEASE", $"{Lease}");

    /// <summary>F3, F4: whether another one takes over or nobody does, the one that comes back stops what it ran.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Worker_that_was_frozen_stops_what_it_ran(bool another)
    {
        using var folder = new TestFolder();
        await using Fleet fleet = await Fleet.StartAsync();
        HostProcess worker = await fleet.StartAsync(["worker", "--concurrency", "1"], Short);
        HostProcess api = await fleet.ApiAsync();
        string id = await StayAsync(api, folder);
        if (another)
            await fleet.StartAsync(["worker", "--concurrency", "1"], Short);

        Signals.Send(worker.Id, Signals.Stop);
        await Task.Delay(3 * Lease);
        Signals.Send(worker.Id, Signals.Continue);

        await LostAsync(api, folder, id);
    }

    /// <summary>F10: it hears nothing and is heard by nobody, and nothing tells it so.</summary>
    [Fact]
    public async Task Worker_behind_a_dead_network_stops_what_it_runs_before_another_could_begin()
    {
        Seeded(out int seed);
        using var folder = new TestFolder();
        await using Fleet fleet = await Fleet.StartAsync();
        await using var network = new RedisProxy(fleet.Redis.Port, seed);
        await fleet.StartAsync(["worker", "--concurrency", "1"], Short, ("REDIS_URL", network.Url));
        HostProcess api = await fleet.ApiAsync();
        string id = await StayAsync(api, folder);
        await fleet.StartAsync(["worker", "--concurrency", "1"], Short);

        network.BlackHole();

        // Its own clock tells it, while it is cut off; children get a moment to be told
        await Eventually.EmptyAsync<string>(() => folder.Lines("ledger").Contains("stop it") ? [] : ["still running"], Lease + TimeSpan.FromSeconds(2));
        await LostAsync(api, folder, id);
        network.Heal();
        Assert.Equal("SUCCESS", (await api.Client.RunAsync("echo", new { text = "again" })).State());
        await LostAsync(api, folder, id);
    }

    private static async Task<string> StayAsync(HostProcess api, TestFolder folder)
    {
        string id = await api.Client.ExecuteAsync("stay_with_ledger", new { ledger = folder.File("ledger"), text = "it" });
        await Eventually.TrueAsync(() => folder.Lines("ledger").Contains("start it"), "it has begun");
        return id;
    }

    /// <summary>It ended as lost, and was begun and stopped once.</summary>
    private static async Task LostAsync(HostProcess api, TestFolder folder, string id)
    {
        Assert.Equal("lost", (await api.Client.EndAsync(id)).GetProperty("error").GetProperty("reason").GetString());
        await Eventually.TrueAsync(() => folder.Lines("ledger").Contains("stop it"), "it was stopped");
        Assert.Equal(["start it", "stop it"], folder.Lines("ledger"));
    }
}
