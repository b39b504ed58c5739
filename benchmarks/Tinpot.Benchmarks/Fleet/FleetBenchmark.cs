using System.Globalization;
using Tinpot.Benchmarks.Pool;

namespace Tinpot.Benchmarks.Fleet;

/// <summary>
/// The fleet on Redis beside what others use: executions over HTTP with two workers, the store alone, a burst of lines and a
/// slow stream of them. What is compared takes turns, so that all have the same of a machine's good and bad minutes.
/// </summary>
internal sealed class FleetBenchmark(bool quick) : IDisposable
{
    private const int Concurrency = 32;
    private const int Lines = 20_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinpot-fleet-");
    private readonly int _rounds = quick ? 1 : 5;

    public async Task<int> RunAsync()
    {
        if (!IsInstalled)
        {
            Console.Error.WriteLine("Peers are missing: run eng/setup-peers.sh.");
            return 2;
        }

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

        await CompareStoresAsync();
        return 0;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static bool IsInstalled =>
        File.Exists("/usr/bin/redis-server")
        && Directory.Exists("/usr/lib/python3/dist-packages/celery")
        && Directory.Exists("/usr/lib/python3/dist-packages/fastapi")
        && Directory.Exists(Path.Combine(Repository.Root, "benchmarks", "peers", "bullmq", "node_modules", "bullmq"));

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
        await StreamReading.BurstAsync(tinpot.Client, Lines);
        await StreamReading.BareBurstAsync(bare.Client, Lines);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (int round = 0; round < _rounds; round++)
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

    private async Task CompareStoresAsync()
    {
        using var contenders = new LineContenders(_folder.FullName);
        foreach (Contender contender in contenders.All)
            await contender.WarmAsync(Concurrency, Executions(contender));
        for (int round = 0; round < _rounds; round++)
        {
            foreach (Contender contender in contenders.All)
            {
                await contender.MeasureAsync(Concurrency, Executions(contender));
                await contender.MeasureAsync(1, quick ? 50 : 500);
            }
        }

        double[] ours = [.. contenders.Tinpot.Answers(Concurrency).Select(static answer => answer.Rate)];
        Console.WriteLine($"\nsubmit, claim, end of nothing, executions/s at concurrency {Concurrency} | median | Tinpot over it");
        foreach (Contender contender in contenders.All)
        {
            double[] rates = [.. contender.Answers(Concurrency).Select(static answer => answer.Rate)];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{contender.Name} | {Spread(rates)} | {Median(ours) / Median(rates):0.0}"));
        }

        Console.WriteLine("\nms from submission to start, with an idle worker | p50 | p99");
        foreach (Contender contender in (Contender[])[contenders.Tinpot, contenders.BullMq, contenders.Hangfire])
        {
            IReadOnlyList<Answer> answers = contender.Answers(1);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{contender.Name} | {Median(answers.Select(static answer => answer.Median)) / 1000:0.00} | {Median(answers.Select(static answer => answer.Late)) / 1000:0.00}"));
        }

        int Executions(Contender contender)
        {
            int most = contender == contenders.Tinpot || contender == contenders.BullMq ? 50_000 : 5_000;
            return quick ? most / 10 : most;
        }
    }

    private static void Print(string name, List<double> rates, List<double> reference) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} | {Spread(rates)} | {Median(rates) / Median(reference):0.00}"));

    private static string Spread(IReadOnlyCollection<double> rates) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median(rates):0} ({rates.Min():0}–{rates.Max():0})");

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
