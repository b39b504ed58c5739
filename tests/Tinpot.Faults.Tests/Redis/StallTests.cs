namespace Tinpot.Faults.Tests.Redis;

/// <summary>Workers that stand still, or are cut off, for longer than their lease.</summary>
public sealed class StallTests : StoreTest
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    private static readonly (string Name, string Value) Short = ("TINPOT_LEASE", $"{Lease}");

    /// <summary>F3, F4: whether another one takes over or nobody does, the one that comes back ends what it ran.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Worker_that_was_frozen_ends_what_it_ran(bool another)
    {
        using var folder = new TestFolder();
        await using Fleet fleet = await Fleet.StartAsync();
        HostProcess worker = await fleet.StartAsync(["worker", "--concurrency", "1"], Short);
        HostProcess api = await fleet.ApiAsync();
        string id = await StayAsync(api, folder);
        int child = Assert.Single(worker.Children).Id;
        if (another)
            await fleet.StartAsync(["worker", "--concurrency", "1"], Short);

        Signals.Send(worker.Id, Signals.Stop);
        await Task.Delay(3 * Lease);
        Signals.Send(worker.Id, Signals.Continue);

        await Eventually.TrueAsync(() => worker.Children.All(one => one.Id != child), "the child is dead");
        await LostAsync(api, folder, id);
    }

    /// <summary>F10: it hears nothing and is heard by nobody, and nothing tells it so.</summary>
    [Fact]
    public async Task Worker_behind_a_dead_network_ends_what_it_runs_before_another_could_begin()
    {
        Seeded(out int seed);
        using var folder = new TestFolder();
        await using Fleet fleet = await Fleet.StartAsync();
        await using var network = new RedisProxy(fleet.Redis.Port, seed);
        HostProcess worker = await fleet.StartAsync(["worker", "--concurrency", "1"], Short, ("REDIS_URL", network.Url));
        HostProcess api = await fleet.ApiAsync();
        string id = await StayAsync(api, folder);
        int child = Assert.Single(worker.Children).Id;
        await fleet.StartAsync(["worker", "--concurrency", "1"], Short);

        network.BlackHole();

        // Its own clock tells it, while it is cut off; the rest is what a busy machine may take to kill a process
        await Eventually.EmptyAsync<LinuxProcess>(() => [.. worker.Children.Where(one => one.Id == child)], Lease + TimeSpan.FromSeconds(2));
        await LostAsync(api, folder, id);
        network.Heal();
        Assert.Equal("SUCCESS", (await api.Client.RunAsync("echo", new { text = "again" })).State());
        await LostAsync(api, folder, id);
    }

    private static async Task<string> StayAsync(HostProcess api, TestFolder folder)
    {
        await Fleet.UntilServedAsync(api, "stay_with_ledger");
        string id = await api.Client.ExecuteAsync("stay_with_ledger", new { ledger = folder.File("ledger"), text = "it" });
        await Eventually.TrueAsync(() => folder.Lines("ledger").Contains("start it"), "it has begun");
        return id;
    }

    /// <summary>It ended as lost, and was begun once. It may have been told before it was killed.</summary>
    private static async Task LostAsync(HostProcess api, TestFolder folder, string id)
    {
        Assert.Equal("lost", (await api.Client.EndAsync(id)).GetProperty("error").GetProperty("reason").GetString());
        Assert.Equal(["start it"], folder.Lines("ledger").Where(line => line != "stop it"));
    }
}
