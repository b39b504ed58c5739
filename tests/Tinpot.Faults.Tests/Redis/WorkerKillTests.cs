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
        List<HostProcess> workers = [];
        for (int i = 0; i < Workers; i++)
            workers.Add(await WorkerAsync(fleet));
        HostProcess api = await fleet.ApiAsync();
        await using var load = new FleetLoad(api.Client, folder.File("ledger"), rate: 10, milliseconds: 300, random);

        for (int kill = 0; kill < Scale.Times(Kills); kill++)
        {
            await load.GoOnAsync(10);
            HostProcess dying = workers[random.Next(workers.Count)];
            await dying.KillAsync();
            // What it ran ends with it
            await Eventually.EmptyAsync(() => dying.Descendants, TimeSpan.FromSeconds(5));
            workers[workers.IndexOf(dying)] = await WorkerAsync(fleet);
        }

        await load.GoOnAsync(10);
        await load.StopAsync();
        IReadOnlyList<FleetEnd> ends = await load.EndsAsync(api.Client, folder, "ledger");
        Assert.All(ends, end => Assert.True(end.Starts <= 1, $"{end}"));
        Assert.All(ends, end => Assert.True(end is { State: "SUCCESS", Starts: 1, Ends: 1 } or { State: "FAILURE", Reason: "lost" }, $"{end}"));
        int lost = ends.Count(end => end.State == "FAILURE");
        TestContext.Current.TestOutputHelper?.WriteLine($"{Scale.Times(Kills)} kills, {ends.Count} executions, {lost} lost");
        Assert.InRange(lost, 0, 4 * Scale.Times(Kills));
    }

    private static Task<HostProcess> WorkerAsync(Fleet fleet) => fleet.StartAsync(["worker", "--concurrency", "4"]);
}
