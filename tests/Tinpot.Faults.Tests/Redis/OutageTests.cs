namespace Tinpot.Faults.Tests.Redis;

/// <summary>A Redis that is away while a fleet works.</summary>
public sealed class OutageTests : StoreTest
{
    /// <summary>F6: 10 s without, under 200 submissions a second. What was answered 200 completes; the rest was answered 503.</summary>
    [Fact]
    public async Task Everything_that_was_accepted_completes()
    {
        Random random = Seeded(out _);
        using var folder = new TestFolder();
        await using Fleet fleet = await Fleet.StartAsync(RedisServer.KeptWhenKilled);
        // Longer than the outage, as it is by default
        await fleet.StartAsync(["worker", "--concurrency", "4"], ("TINPOT_LEASE", "00:00:30"));
        await fleet.StartAsync(["worker", "--concurrency", "4"], ("TINPOT_LEASE", "00:00:30"));
        HostProcess api = await fleet.ApiAsync();
        await using var load = new FleetLoad(api.Client, folder.File("ledger"), rate: 200, milliseconds: 0, random);

        for (int outage = 0; outage < Scale.Times(1); outage++)
        {
            await load.GoOnAsync(100);
            await fleet.Redis.KillAsync();
            await Task.Delay(TimeSpan.FromSeconds(10));
            await fleet.Redis.RunAsync();
        }

        await load.GoOnAsync(100);
        await load.StopAsync();
        IReadOnlyList<FleetEnd> ends = await load.EndsAsync(api.Client, folder, "ledger");
        TestContext.Current.TestOutputHelper?.WriteLine($"{ends.Count} accepted, {load.Refused} refused");
        Assert.NotEqual(0, load.Refused);
        Assert.All(ends, end => Assert.True(end is { State: "SUCCESS", Starts: 1, Ends: 1 }, $"{end}"));
    }

    /// <summary>F15: a fleet whose Redis is emptied shows itself again, and works.</summary>
    [Fact]
    public async Task Emptied_under_running_work_it_goes_on()
    {
        using var folder = new TestFolder();
        await using Fleet fleet = await Fleet.StartAsync();
        HostProcess worker = await fleet.StartAsync(["worker", "--concurrency", "2"]);
        HostProcess api = await fleet.ApiAsync();
        foreach (string text in (string[])["one", "two"])
            await api.Client.ExecuteAsync("stay_with_ledger", new { ledger = folder.File("ledger"), text });
        await Eventually.TrueAsync(() => folder.Lines("ledger").Length == 2, "both have begun");
        int[] running = [.. worker.Children.Select(child => child.Id)];

        await fleet.Redis.CommandAsync("FLUSHALL");

        await Eventually.TrueAsync(() => Fleet.WorkersAsync(api).GetAwaiter().GetResult().Length == 1, "the worker is shown again");
        await Eventually.TrueAsync(() => api.Client.GetAsync("/api/actions/echo").GetAwaiter().GetResult().IsSuccessStatusCode, "its actions are known again");
        // Both slots are free again: what nobody knows of any more was stopped
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => api.Client.ExecuteAsync("echo", new { text = "again" })));
        foreach (string id in ids)
            Assert.Equal("SUCCESS", (await api.Client.EndAsync(id)).State());
        await Eventually.TrueAsync(() => !worker.Children.Any(child => running.Contains(child.Id)), "both were ended");
        // They may have been told before they were killed
        Assert.Equal(["start one", "start two"], folder.Lines("ledger").Where(line => !line.StartsWith("stop", StringComparison.Ordinal)).Order());
        Assert.Empty(worker.Strays);
    }
}
