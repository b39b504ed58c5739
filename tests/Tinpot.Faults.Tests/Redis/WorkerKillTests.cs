using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>F1: kill -9 of workers under load.</summary>
public sealed class WorkerKillTests : StoreTest
{
    private const int Workers = 3;
    private const int Kills = 4;

    [Fact]
    public async Task Nothing_is_lost_and_nothing_is_begun_twice()
    {
        Random random = Seeded(out _);
        using var folder = new TestFolder();
        await using Fleet fleet = await Fleet.StartAsync();
        Dictionary<string, HostProcess> workers = [];
        Dictionary<string, DateTimeOffset> killed = [];
        for (int i = 0; i < Workers; i++)
            workers.Add($"w{i}", await WorkerAsync(fleet, $"w{i}"));
        HostProcess api = await fleet.ApiAsync();
        await using var load = new FleetLoad(api.Client, folder.File("ledger"), rate: 10, milliseconds: 300, random);

        for (int kill = 0; kill < Scale.Times(Kills); kill++)
        {
            await load.GoOnAsync(10);
            (string name, HostProcess dying) = workers.ElementAt(random.Next(workers.Count));
            workers.Remove(name);
            killed.Add(name, DateTimeOffset.UtcNow);
            await dying.KillAsync();
            // What it ran ends with it
            await Eventually.EmptyAsync(() => dying.Descendants, TimeSpan.FromSeconds(5));
            string next = $"w{Workers + kill}";
            workers.Add(next, await WorkerAsync(fleet, next));
        }

        await load.GoOnAsync(10);
        await load.StopAsync();
        IReadOnlyList<FleetEnd> ends = await load.EndsAsync(api.Client, folder, "ledger");
        Assert.All(ends, end => Assert.True(end.Starts <= 1, $"{end}"));
        Assert.All(ends, end => Assert.True(end is { State: "SUCCESS", Starts: 1, Ends: 1 } or { State: "FAILURE", Reason: "lost" }, $"{end}"));
        List<TimeSpan> delays = [];
        foreach (FleetEnd end in ends.Where(end => end.State == "FAILURE"))
            delays.Add(await UntilTakenAsync(api.Client, end.Id, killed));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Scale.Times(Kills)} kills, {ends.Count} executions, {delays.Count} lost, seconds from the kill to their end: median {Seconds(delays, 0.5)}, longest {Seconds(delays, 1)}"));
        Assert.InRange(delays.Count, 0, 4 * Scale.Times(Kills));
        // A lease and two passes are about half of this; the machine may be slow, but its worker's end must not be forgotten
        Assert.All(delays, delay => Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromSeconds(30)));
    }

    private static Task<HostProcess> WorkerAsync(Fleet fleet, string name) => fleet.StartAsync(["worker", "--concurrency", "4", "--name", name]);

    /// <summary>From the death of its worker to its own end.</summary>
    private static async Task<TimeSpan> UntilTakenAsync(HttpClient client, string id, Dictionary<string, DateTimeOffset> killed)
    {
        JsonElement record = await client.GetFromJsonAsync<JsonElement>($"/api/executions/{id}");
        return record.GetProperty("finished_at").GetDateTimeOffset() - killed[record.GetProperty("worker").GetString()!];
    }

    private static double Seconds(List<TimeSpan> delays, double share) =>
        delays.Count == 0 ? 0 : Math.Round(delays.Order().ElementAt((int)((delays.Count - 1) * share)).TotalSeconds, 1);
}
