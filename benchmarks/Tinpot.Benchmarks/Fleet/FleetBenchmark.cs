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
    private readonly int _starts = quick ? 1 : 3;

    public async Task<int> RunAsync()
    {
        if (!Peers.AreInstalled())
            return 2;

        await CompareFirstSecondsAsync();
        (List<double> Ours, List<double> Theirs) firstBursts = await new FirstBursts(_folder.FullName, Lines).MeasureAsync(_starts);
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
                await CompareBurstsAsync(tinpot, bare, firstBursts);
            }

            await MeasureTicksAsync(tinpot);
        }
        return 0;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task CompareFirstSecondsAsync()
    {
        var time = TimeSpan.FromSeconds(30);
        (List<double> ours, List<double> theirs) = await new FirstSeconds(_folder.FullName, Concurrency, time).MeasureAsync(_starts);
        Console.WriteLine($"executions/s over HTTP in the first {time.TotalSeconds} s of new processes, {Concurrency} callers | median | ratio");
        Print("Tinpot", ours, theirs);
        Print("FastAPI + Celery", theirs, theirs);
    }

    private async Task CompareExecutionsAsync(WebFleet tinpot, WebFleet seed)
    {
        int executions = quick ? 640 : 3_200;
        foreach (WebFleet fleet in (WebFleet[])[tinpot, seed])
            await HttpLoad.WarmAsync(fleet.Client, Concurrency, TimeSpan.FromSeconds(quick ? 3 : 45));
        var (ours, theirs) = (new FleetRuns(tinpot), new FleetRuns(seed));
        for (int round = 0; round < _rounds; round++)
        {
            await ours.RunAsync(Concurrency, executions);
            await theirs.RunAsync(Concurrency, executions);
        }

        Console.WriteLine($"\nexecutions/s over HTTP, two workers, {Concurrency} callers | median | ratio");
        Print(tinpot.Name, ours.Rates, theirs.Rates);
        Print(seed.Name, theirs.Rates, theirs.Rates);
        Console.WriteLine("\nms of processor time per execution over HTTP | API, workers and children | API | workers | children | Redis | client");
        ours.PrintUse();
        theirs.PrintUse();
    }

    private async Task CompareBurstsAsync(WebFleet tinpot, WebFleet bare, (List<double> Ours, List<double> Theirs) first)
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
        Print($"{tinpot.Name}, first burst after its start", first.Ours, first.Theirs);
        Print($"{bare.Name}, first burst after its start", first.Theirs, first.Theirs);
    }

    private async Task MeasureTicksAsync(WebFleet tinpot)
    {
        double[] delays = await StreamReading.TicksAsync(tinpot.Client, quick ? 40 : 1_200);
        Console.WriteLine("\nms from a line printed every 50 ms to a client | p50 | p99");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{tinpot.Name} | {delays[delays.Length / 2] / 1000:0.00} | {delays[delays.Length * 99 / 100] / 1000:0.00}"));
    }

    private static void Print(string name, IReadOnlyList<double> rates, IReadOnlyList<double> reference) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} | {Rates.Spread(rates)} | {Rates.Median(rates) / Rates.Median(reference):0.00}"));
}
