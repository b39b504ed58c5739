namespace Tinpot.Benchmarks.Fleet;

/// <summary>
/// Executions in the first seconds of a fleet's life: all its processes are new, and callers begin with the first request that is
/// accepted. One fleet runs at a time.
/// </summary>
internal sealed class FirstSeconds(string folder, int callers, TimeSpan time)
{
    private int _started;

    /// <summary>Executions per second of each, in turns; the client is warm.</summary>
    public async Task<(List<double> Ours, List<double> Theirs)> MeasureAsync(int rounds)
    {
        await RunAsync(WebFleet.Seed, time / 6);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (int round = 0; round < rounds; round++)
        {
            ours.Add(await RunAsync(WebFleet.Tinpot, time));
            theirs.Add(await RunAsync(WebFleet.Seed, time));
        }

        return (ours, theirs);
    }

    private async Task<double> RunAsync(Func<string, WebFleet> start, TimeSpan running)
    {
        using WebFleet fleet = start(Directory.CreateDirectory(Path.Combine(folder, $"first{_started++}")).FullName);
        await fleet.UntilAcceptedAsync();
        return await HttpLoad.RunForAsync(fleet.Client, callers, running);
    }
}
