using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>Clocks that are set, and clocks that are wrong. Leases last as long as they last, and the server decides what is due.</summary>
public sealed class ClockTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(10);

    /// <summary>Longer than a busy machine needs to start a Redis and to find it again.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    /// <summary>F21: an hour ahead, then an hour behind.</summary>
    [Fact]
    public async Task Server_whose_clock_is_set_takes_nobody_for_dead_and_forgets_nothing()
    {
        using var folder = new TestFolder();
        await using Fleet fleet = await Fleet.StartAsync(RedisServer.KeptWhenKilled);
        await fleet.StartAsync(["worker", "--concurrency", "4"], ("TINPOT_LEASE", $"{Lease}"));
        HostProcess api = await fleet.ApiAsync();
        await Fleet.UntilServedAsync(api, "stay_with_ledger", "echo");
        string[] running = await Task.WhenAll(Enumerable.Range(0, 3).Select(number =>
            api.Client.ExecuteAsync("stay_with_ledger", new { ledger = folder.File("ledger"), text = $"{number}" })));
        await Eventually.TrueAsync(() => folder.Lines("ledger").Length == running.Length, "all have begun");

        foreach (TimeSpan time in (TimeSpan[])[Hour, -Hour])
        {
            string scheduled = await DelayedAsync(api, "echo", new { text = "due" }, seconds: 8);
            await fleet.Redis.KillAsync();
            await fleet.Redis.RunAsync(FalseClock.Ahead(time));
            await Task.Delay(2.5 * Lease);

            foreach (string id in running)
                Assert.Equal("STARTED", (await api.Client.StatusAsync(id)).State());
            Assert.Equal("SUCCESS", (await api.Client.RunAsync("echo", new { text = "now" })).State());
            if (time > TimeSpan.Zero)
                Assert.Equal("SUCCESS", (await api.Client.EndAsync(scheduled)).State());
            else
                Assert.Equal("SCHEDULED", (await api.Client.StatusAsync(scheduled)).State());
        }

        foreach (string id in running)
            await api.Client.CancelAsync(id);
        foreach (string id in running)
            Assert.Equal("REVOKED", (await api.Client.EndAsync(id)).State());
        Assert.Equal(2 * running.Length, folder.Lines("ledger").Distinct().Count());
        Assert.Equal(2 * running.Length, folder.Lines("ledger").Length);
    }

    /// <summary>F22: a worker ten minutes ahead, an API ten minutes behind.</summary>
    [Fact]
    public async Task Hosts_whose_clocks_are_wrong_start_everything_in_time()
    {
        using var folder = new TestFolder();
        await using Fleet fleet = await Fleet.StartAsync();
        await fleet.StartAsync(["worker", "--concurrency", "4"], FalseClock.Ahead(Skew));
        HostProcess api = await fleet.ApiAsync(FalseClock.Ahead(-Skew));
        await Fleet.UntilServedAsync(api, "echo", "crash_until");

        long submitted = Stopwatch.GetTimestamp();
        string delayed = await DelayedAsync(api, "echo", new { text = "later" }, seconds: 5);
        Assert.Equal("SCHEDULED", (await api.Client.StatusAsync(delayed)).State());
        Assert.Equal("SUCCESS", (await api.Client.EndAsync(delayed)).State());
        Assert.InRange(Stopwatch.GetElapsedTime(submitted), TimeSpan.FromSeconds(4.9), TimeSpan.FromMinutes(1));

        // Its second and third attempt come after pauses that the worker chose
        string crashing = await api.Client.ExecuteAsync("crash_until", new { ledger = folder.File("ledger"), attempt = 3 });
        Assert.Equal("SUCCESS", (await api.Client.EndAsync(crashing)).State());

        JsonElement record = await api.Client.GetFromJsonAsync<JsonElement>($"/api/executions/{delayed}");
        Assert.InRange(record.GetProperty("created_at").GetDateTimeOffset(), DateTimeOffset.UtcNow - Skew / 2, DateTimeOffset.UtcNow);
    }

    private static async Task<string> DelayedAsync(HostProcess api, string action, object parameters, int seconds)
    {
        using HttpResponseMessage answer = await api.Client.PostAsJsonAsync(
            $"/api/actions/{action}/execute", new { parameters, delay_seconds = seconds });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("execution_id").GetString()!;
    }
}
