namespace Tinpot.Benchmarks.Fleet;

/// <summary>The first burst of lines of a fleet and of a bare endpoint: new processes that have only answered one small request before.</summary>
internal sealed class FirstBursts(string folder, int lines)
{
    private int _started;

    /// <summary>Lines per second of each, in turns; the client is warm.</summary>
    public async Task<(List<double> Ours, List<double> Theirs)> MeasureAsync(int rounds)
    {
        using (WebFleet bare = WebFleet.Bare(NextFolder()))
        {
            await bare.UntilReadyAsync(work: false);
            for (int burst = 0; burst < 10; burst++)
                await StreamReading.BareBurstAsync(bare.Client, lines);
        }

        var (ours, theirs) = (new List<double>(), new List<double>());
        for (int round = 0; round < rounds; round++)
        {
            using (WebFleet tinpot = WebFleet.Tinpot(NextFolder()))
            {
                await tinpot.UntilReadyAsync(work: true);
                ours.Add(await StreamReading.BurstAsync(tinpot.Client, lines));
            }

            using (WebFleet bare = WebFleet.Bare(NextFolder()))
            {
                await bare.UntilReadyAsync(work: false);
                theirs.Add(await StreamReading.BareBurstAsync(bare.Client, lines));
            }
        }

        return (ours, theirs);
    }

    private string NextFolder() => Directory.CreateDirectory(Path.Combine(folder, $"burst{_started++}")).FullName;
}
