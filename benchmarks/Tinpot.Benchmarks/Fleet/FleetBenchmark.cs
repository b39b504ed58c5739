using System.Globalization;

namespace Tinpot.Benchmarks.Fleet;

/// <summary>
/// The fleet on Redis beside what others use: executions over HTTP with two workers, a burst of lines and a slow stream of
/// them. What is compared takes turns, so that all have the same of a machine's good and bad minutes.
/// </summary>
internal sealed class FleetBenchmark(bool quick) : IDisposable
{
    private const int Concurrency = 32;
    private const int Lines = 20_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinpot-fleet-");
    private readonly int _rounds = quick ? 1 : 5;

    public async Task<int> RunAsync()
    {
        if (!Peers.AreInstalled())
            return 2;

        using (WebFleet tinpot = WebFleet.Tinpot(_folder.FullName))
        {
            await tinpot.UntilReadyAsync(work: true);
            using (WebFleet seed = WebFleet.Seed(_folder.FullName))
            {
                await seed.UntilReadyAsync(work: true);
                await CompareExecutionsAsync(tinpot, seed);
            }

            using (WebFleet bare = WebFleet.Bare(_folder.FullName))
            {
                await bare.UntilReadyAsync(work: false);
                await CompareBurstsAsync(tinpot, bare);
            }

            await MeasureTicksAsync(tinpot);
        }
        return 0;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task CompareExecutionsAsync(WebFleet tinpot, WebFleet seed)
    {
        int executions = quick ? 640 : 3_200;
        foreach (WebFleet fleet in (WebFleet[])[tinpot, seed])
            await HttpLoad.WarmAsync(fleet.Client, Concurrency, TimeSpan.FromSeconds(quick ? 3 : 45));
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (int round = 0; round < _rounds; round++)
        {
            ours.Add(await HttpLoad.RunAsync(tinpot.Client, Concurrency, executions));
            theirs.Add(await HttpLoad.RunAsync(seed.Client, Concurrency, executions));
        }

        Console.WriteLine($"executions/s over HTTP, two workers, {Concurrency} callers | median | ratio");
        Print(tinpot.Name, ours, theirs);
        Print(seed.Name, theirs, theirs);
    }

    private async Task CompareBurstsAsync(WebFleet tinpot, WebFleet bare)
    {
        // A burst may meet any child of either worker: all of them must have had some
        for (int round = 0; round < (quick ? 10 : 100); round++)
        {
            await StreamReading.BurstAsync(tinpot.Client, Lines);
            await StreamReading.BareBurstAsync(bare.Client, Lines);
        }

        var (ours, theirs) = (new List<double>(), new List<double>());
        for (int round = 0; round < 3 * _rounds; round++)
        {
            ours.Add(await StreamReading.BurstAsync(tinpot.Client, Lines));
            theirs.Add(await StreamReading.BareBurstAsync(bare.Client, Lines));
        }

        Console.WriteLine($"\nlines/s to a client, {Lines} of 100 bytes, each once and in order | median | ratio");
        Print(tinpot.Name, ours, theirs);
        Print(bare.Name, theirs, theirs);
    }

    private async Task MeasureTicksAsync(WebFleet tinpot)
    {
        double[] delays = await StreamReading.TicksAsync(tinpot.Client, quick ? 40 : 1_200);
        Console.WriteLine("\nms from a line printed every 50 ms to a client | p50 | p99");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{tinpot.Name} | {delays[delays.Length / 2] / 1000:0.00} | {delays[delays.Length * 99 / 100] / 1000:0.00}"));
    }

    private static void Print(string name, List<double> rates, List<double> reference) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} | {Rates.Spread(rates)} | {Rates.Median(rates) / Rates.Median(reference):0.00}"));
}
