namespace Tinpot.Faults.Tests.Redis;

/// <summary>Hosts that are replaced while others watch and work.</summary>
public sealed class RollingTests : StoreTest
{
    /// <summary>Short enough to outlast it, long enough for a program that starts on a busy machine.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(6);

    /// <summary>F28: each worker is asked to stop, finishes what it runs, for longer than its lease too, and another one comes.</summary>
    [Fact]
    public async Task Workers_are_replaced_under_load_and_nothing_is_lost()
    {
        Random random = Seeded(out _);
        using var folder = new TestFolder();
        await using Fleet fleet = await Fleet.StartAsync();
        HostProcess old = await WorkerAsync(fleet);
        HostProcess api = await fleet.ApiAsync();
        string release = folder.File("release");
        string slow = await api.Client.ExecuteAsync("hold_with_ledger", new { ledger = folder.File("ledger"), release, text = "slow" });
        await Eventually.TrueAsync(() => folder.Lines("ledger").Contains("start slow"), "the slow one has begun");
        await using var load = new FleetLoad(api.Client, folder.File("ledger"), rate: 10, milliseconds: 300, random);

        HostProcess first = old;
        for (int roll = 0; roll < Scale.Times(3); roll++)
        {
            HostProcess next = await WorkerAsync(fleet);
            await load.GoOnAsync(20);
            old.Terminate();
            if (old != first)
                Assert.Equal(0, await old.ExitAsync());
            old = next;
        }

        await Task.Delay(1.5 * Lease);
        await File.WriteAllTextAsync(release, "");
        Assert.Equal(0, await first.ExitAsync());
        await load.StopAsync();
        Assert.Equal("SUCCESS", (await api.Client.EndAsync(slow)).State());
        Assert.All(await load.EndsAsync(api.Client, folder, "ledger"), end => Assert.True(end is { State: "SUCCESS", Starts: 1, Ends: 1 }, $"{end}"));
    }

    /// <summary>F29: a viewer that goes on at another API, from wherever it was cut off, sees every event once.</summary>
    [Fact]
    public async Task Viewer_goes_on_at_another_api_where_it_was_cut_off()
    {
        Random random = Seeded(out _);
        await using Fleet fleet = await Fleet.StartAsync();
        await fleet.StartAsync(["worker", "--concurrency", "2"]);
        HostProcess api = await fleet.ApiAsync();
        string id = await api.Client.ExecuteAsync("take_turns", new { times = 3_000 });

        List<SseEvent> seen = [];
        for (int cut = 0; cut < Scale.Times(5); cut++)
        {
            await TakeAsync(api.Client, id, seen, random.Next(1, 500));
            if (cut == 0)
            {
                await api.KillAsync();
                api = await fleet.ApiAsync();
            }
        }

        await TakeAsync(api.Client, id, seen, int.MaxValue);
        List<SseEvent> whole = [];
        await TakeAsync(api.Client, id, whole, int.MaxValue);
        Assert.Equal(whole.Select(one => one.Id), seen.Select(one => one.Id));
        Assert.Equal("complete", seen[^1].Type);
        string[] lines = [.. seen.Where(one => one.Type == "log").Select(one => one.Json.GetProperty("data").GetProperty("message").GetString()!)];
        Assert.Equal(6_000, lines.Length);
        // Under load the order between the two is given up, not the order of each
        foreach (string source in (string[])["managed", "native"])
            Assert.Equal(Enumerable.Range(0, 3_000).Select(i => $"{source} {i}"), lines.Where(line => line.StartsWith(source, StringComparison.Ordinal)));
    }

    private static async Task TakeAsync(HttpClient client, string id, List<SseEvent> seen, int most)
    {
        int wanted = most == int.MaxValue ? most : seen.Count + most;
        await foreach (SseEvent one in client.StreamAsync(id, seen.Count == 0 ? null : seen[^1].Id))
        {
            seen.Add(one);
            if (seen.Count >= wanted)
                return;
        }
    }

    private static Task<HostProcess> WorkerAsync(Fleet fleet) =>
        fleet.StartAsync(["worker", "--concurrency", "4"], ("TINPOT_LEASE", $"{Lease}"));
}
