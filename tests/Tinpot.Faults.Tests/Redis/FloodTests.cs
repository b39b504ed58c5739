using System.Globalization;
using System.Text.Json;
using Tinpot.Tests;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>F14, I9: more output than the way to Redis takes, and then no way at all.</summary>
public sealed class FloodTests : StoreTest
{
    private const long Mebibyte = 1 << 20;

    private static readonly (string, string) Limit = ("TINPOT_LOG_LIMIT", "8MiB");

    [Fact]
    public async Task Gigabyte_of_output_costs_no_memory_and_is_counted_to_the_line()
    {
        Seeded(out int seed);
        await using Fleet fleet = await Fleet.StartAsync();
        await using var network = new RedisProxy(fleet.Redis.Port, seed);
        HostProcess worker = await fleet.StartAsync(["worker", "--concurrency", "2"], Limit, ("REDIS_URL", network.Url), ("TINPOT_LEASE", "00:01:00"));
        HostProcess api = await fleet.ApiAsync(Limit);
        await Fleet.UntilServedAsync(api, "flood_raw");
        Assert.Equal("SUCCESS", (await api.Client.RunAsync("flood_raw", new { megabytes = 20 })).State());
        long before = LinuxProcess.PeakResident(worker.Id);

        network.Requests.BytesPerSecond = 256 * 1024;
        string id = await api.Client.ExecuteAsync("flood_raw", new { megabytes = 1_000 });
        await Task.Delay(TimeSpan.FromSeconds(5));
        network.BlackHole();
        await Task.Delay(TimeSpan.FromSeconds(20));
        network.Requests.BytesPerSecond = null;
        network.Heal();

        JsonElement end = await api.Client.EndAsync(id, TimeSpan.FromMinutes(3));
        Assert.Equal("SUCCESS", end.State());
        Assert.InRange(LinuxProcess.PeakResident(worker.Id) - before, 0, 64 * Mebibyte);
        await CountedAsync(api, id, end.GetProperty("result").GetInt64());
    }

    /// <summary>Every line is there, or counted as lost in one place.</summary>
    private static async Task CountedAsync(HostProcess api, string id, long printed)
    {
        var (kept, lost) = (new HashSet<long>(), new List<long>());
        string log = await api.Client.GetStringAsync(string.Create(CultureInfo.InvariantCulture, $"/api/executions/{id}/logs?format=ndjson"));
        foreach (string line in log.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            JsonElement one = JsonElement.Parse(line);
            if (one.GetProperty("type").ValueEquals("gap"))
                lost.Add(one.GetProperty("data").GetProperty("lost").GetInt64());
            else if (one.GetProperty("data").GetProperty("stream").ValueEquals("raw"))
                // A line that stops halfway for a while comes in two pieces
                kept.Add(one.GetProperty("data").GetProperty("line").GetInt64());
        }

        Assert.Equal(printed - kept.Count, Assert.Single(lost));
        Assert.InRange(kept.Count, (int)(8 * Mebibyte / 400), (int)(8 * Mebibyte / 100));
    }
}
