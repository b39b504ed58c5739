using System.Text.Json;
using Tinpot.Stores.Redis;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>Real workers that keep, lose and outlive their leases.</summary>
public sealed class LeaseTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);
    private static readonly (string, string) ShortLease = ("TINPOT_LEASE", "00:00:05");

    /// <summary>F5: neither do leases depend on the pool, nor anything else that keeps work from being lost.</summary>
    [Fact]
    public async Task Actions_that_block_every_thread_lose_nothing()
    {
        await using Fleet fleet = await Fleet.StartAsync();
        HostProcess api = await fleet.ApiAsync(ShortLease);
        await fleet.StartAsync(["worker", "--isolation", "inprocess", "--concurrency", "200"], ShortLease);
        await Fleet.UntilServedAsync(api, "sleep_for_ever", "block_pool");
        string[] held = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => api.Client.ExecuteAsync("sleep_for_ever", new { })));
        foreach (string id in held)
            await api.Client.UntilPrintedAsync(id, "up");
        await api.Client.ExecuteAsync("block_pool", new { count = 10_000, script = "true" });

        await UntilRenewedForAsync(fleet, held, 3 * Lease);

        foreach (string id in held)
            Assert.Equal("STARTED", (await api.Client.StatusAsync(id)).State());
    }

    /// <summary>F25</summary>
    [Fact]
    public async Task What_kills_its_process_every_time_is_tried_three_times_and_harms_nobody_else()
    {
        await using Fleet fleet = await Fleet.StartAsync();
        using var folder = new TestFolder();
        HostProcess api = await fleet.ApiAsync();
        await fleet.StartAsync(["worker", "--concurrency", "4"]);
        await Fleet.UntilServedAsync(api, "crash_always", "work_with_ledger");
        string poison = await api.Client.ExecuteAsync("crash_always", new { ledger = folder.File("ledger") });
        string[] neighbours = await Task.WhenAll(Enumerable.Range(0, 40).Select(number =>
            api.Client.ExecuteAsync("work_with_ledger", new { ledger = folder.File("others"), text = $"{number}", milliseconds = 100 })));

        JsonElement end = await api.Client.EndAsync(poison);

        Assert.Equal(("FAILURE", "poison"), (end.State(), end.GetProperty("error").GetProperty("reason").GetString()));
        Assert.Equal(["tried", "tried", "tried"], folder.Lines("ledger"));
        foreach (string id in neighbours)
            Assert.Equal("SUCCESS", (await api.Client.EndAsync(id)).State());
        Assert.Equal(80, folder.Lines("others").Distinct().Count());
        Assert.Equal(80, folder.Lines("others").Length);
    }

    /// <summary>F28</summary>
    [Fact]
    public async Task Drain_that_is_longer_than_a_lease_loses_nothing()
    {
        await using Fleet fleet = await Fleet.StartAsync();
        using var folder = new TestFolder();
        HostProcess api = await fleet.ApiAsync(ShortLease);
        HostProcess worker = await fleet.StartAsync(["worker"], ShortLease);
        await fleet.StartAsync(["worker", "--queues", "another"], ShortLease);
        await Fleet.UntilServedAsync(api, "hold_stubbornly");
        string id = await api.Client.ExecuteAsync("hold_stubbornly", new { path = folder.File("release") });
        await api.Client.UntilPrintedAsync(id, "holding");

        worker.Terminate();
        await UntilRenewedForAsync(fleet, [id], 3 * Lease);
        await File.WriteAllTextAsync(folder.File("release"), "");

        Assert.Equal(0, await worker.ExitAsync());
        Assert.Equal("SUCCESS", (await api.Client.EndAsync(id)).State());
        Assert.Equal(["holding", "released"], (await api.Client.LinesAsync(id)).Select(line => line.Text));
    }

    /// <summary>F3: the first that a worker does that was stopped for long is to kill what runs.</summary>
    [Fact]
    public async Task Worker_that_was_stopped_for_longer_than_its_lease_kills_what_another_runs_by_now()
    {
        await using Fleet fleet = await Fleet.StartAsync();
        using var folder = new TestFolder();
        HostProcess api = await fleet.ApiAsync(ShortLease);
        HostProcess stopped = await fleet.StartAsync(["worker", "--name", "stopped"], ShortLease);
        await Fleet.UntilServedAsync(api, "hold_with_retry");
        string id = await api.Client.ExecuteAsync("hold_with_retry", new { ledger = folder.File("ledger"), release = folder.File("release") });
        await api.Client.UntilPrintedAsync(id, "holding");
        int child = Assert.Single(stopped.Children).Id;

        Signals.Send(stopped.Id, Signals.Stop);
        await fleet.StartAsync(["worker", "--name", "other"], ShortLease);
        await Eventually.TrueAsync(() => folder.Lines("ledger").Length == 2, "another has it");
        Signals.Send(stopped.Id, Signals.Continue);

        await Eventually.TrueAsync(() => stopped.Children.All(one => one.Id != child), "the child is dead");
        await Eventually.TrueAsync(() => stopped.Output.Contains(id, StringComparison.Ordinal), "the worker says so");
        await File.WriteAllTextAsync(folder.File("release"), "");
        Assert.Equal("SUCCESS", (await api.Client.EndAsync(id)).State());
        Assert.Equal(
            ["tried", "holding", "The process that ran this action ended before the action did.", "tried", "holding", "released"],
            (await api.Client.LinesAsync(id)).Select(line => line.Text));
        Assert.Equal(2, folder.Lines("ledger").Length);
    }

    /// <summary>Until each lease ends so much later than now.</summary>
    private static async Task UntilRenewedForAsync(Fleet fleet, string[] ids, TimeSpan time)
    {
        await using StoreNode beside = await StoreNode.BesideAsync(fleet.Redis.Url, "beside", new RedisStoreOptions { Lease = Lease });
        string[] members = [.. ids.Select(id => Guid.Parse(id).ToString("N"))];
        double?[] Ends() => [.. members.Select(member => beside.Database.SortedSetScore(beside.Store.Shards[0].Key("running"), member))];
        double?[] first = Ends();
        // After that: a renewal in between would seem to be for longer
        DateTimeOffset now = beside.Database.Multiplexer.GetServers()[0].Time();
        Assert.All(first, end => Assert.InRange(end!.Value - now.ToUnixTimeMilliseconds(), 0, Lease.TotalMilliseconds));
        double until = first.Max()!.Value + time.TotalMilliseconds;
        await Eventually.TrueAsync(() => Ends().All(end => end > until), "every lease was renewed, again and again");
    }
}
