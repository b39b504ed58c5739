using System.Globalization;
using System.Text.Json;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>F14, I9: more output than the way to Redis takes, and then no way at all.</summary>
public sealed class FloodTests : StoreTest
{
    private const long Mebibyte = 1 << 20;

    /// <summary>Of the worker's memory.</summary>
    private const long MaximumGrowth = 64 * Mebibyte;

    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(8);

    /// <summary>Most of the output is over the limit: it costs nothing, and is counted to the line.</summary>
    [Fact]
    public async Task Gigabyte_of_output_costs_no_memory_and_is_counted_to_the_line()
    {
        Seeded(out int seed);
        await using Fleet fleet = await Fleet.StartAsync();
        await using var network = new RedisProxy(fleet.Redis.Port, seed);
        (HostProcess worker, HostProcess api) = await StartAsync(fleet, network, limit: "8MiB");
        long before = LinuxProcess.PeakResident(worker.Id);

        string id = await FloodIntoOutageAsync(api, network);
        network.Requests.BytesPerSecond = null;
        network.Heal();

        JsonElement end = await api.Client.EndAsync(id, TimeSpan.FromMinutes(3));
        Assert.Equal("SUCCESS", end.State());
        Assert.InRange(LinuxProcess.PeakResident(worker.Id) - before, 0, MaximumGrowth);
        await CountedAsync(api, id, end.GetProperty("result").GetInt64());
    }

    /// <summary>All of the output may be stored, so the limit holds nothing back: the action has to wait for the store.</summary>
    [Fact]
    public async Task Output_that_cannot_be_stored_waits_in_the_action()
    {
        Seeded(out int seed);
        await using Fleet fleet = await Fleet.StartAsync();
        await using var network = new RedisProxy(fleet.Redis.Port, seed);
        (HostProcess worker, HostProcess api) = await StartAsync(fleet, network, limit: "4GiB");
        long before = LinuxProcess.PeakResident(worker.Id);

        string id = await FloodIntoOutageAsync(api, network);
        long growth = LinuxProcess.PeakResident(worker.Id) - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"The worker's memory grew by {growth / Mebibyte} MiB");
        Assert.InRange(growth, 0, MaximumGrowth);
        await api.Client.CancelAsync(id);
        network.Heal();

        Assert.Equal("REVOKED", (await api.Client.EndAsync(id, TimeSpan.FromMinutes(3))).State());
        await WholeAsync(api, id);
    }

    private static async Task<(HostProcess Worker, HostProcess Api)> StartAsync(Fleet fleet, RedisProxy network, string limit)
    {
        (string, string)[] settings = [("TINPOT_LOG_LIMIT", limit), ("TINPOT_GRACE", "00:00:01")];
        HostProcess worker = await fleet.StartAsync(
            ["worker", "--concurrency", "2"], [.. settings, ("REDIS_URL", network.Url), ("TINPOT_LEASE", "00:01:00")]);
        HostProcess api = await fleet.ApiAsync(settings);
        await Fleet.UntilServedAsync(api, "flood_raw");
        Assert.Equal("SUCCESS", (await api.Client.RunAsync("flood_raw", new { megabytes = 20 })).State());
        return (worker, api);
    }

    /// <summary>A gigabyte is printed, the way to Redis takes little of it, and then nothing.</summary>
    private static async Task<string> FloodIntoOutageAsync(HostProcess api, RedisProxy network)
    {
        network.Requests.BytesPerSecond = 256 * 1024;
        string id = await api.Client.ExecuteAsync("flood_raw", new { megabytes = 1_000 });
        await Task.Delay(TimeSpan.FromSeconds(3));
        network.BlackHole();
        await Task.Delay(Outage);
        return id;
    }

    /// <summary>No line is missing between the first and the last one, and nothing was lost.</summary>
    private static async Task WholeAsync(HostProcess api, string id)
    {
        // A line that stops halfway for a while comes in parts, and what the host says of the stop may come between them
        (long last, long unfinished) = (0, 0);
        string log = await api.Client.GetStringAsync($"/api/executions/{id}/logs?format=ndjson");
        foreach (string line in log.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            JsonElement one = JsonElement.Parse(line), data = one.GetProperty("data");
            Assert.False(one.GetProperty("type").ValueEquals("gap"), line);
            long number = data.GetProperty("line").GetInt64();
            Assert.True(number == last + 1 || number == unfinished, $"After line {last}, of which {unfinished} is unfinished: {line}");
            last = Math.Max(last, number);
            if (data.GetProperty("stream").ValueEquals("raw"))
                unfinished = data.TryGetProperty("continued", out _) ? number : 0;
        }

        Assert.NotEqual(0, last);
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
