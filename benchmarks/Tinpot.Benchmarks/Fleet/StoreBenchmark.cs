using System.Globalization;
using Tinpot.Benchmarks.Pool;

namespace Tinpot.Benchmarks.Fleet;

/// <summary>What it costs to submit, claim and end work that does nothing, on Redis alone, beside others' queues on theirs.</summary>
internal sealed class StoreBenchmark(bool quick) : IDisposable
{
    private const int Concurrency = 32;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinpot-stores-");
    private readonly int _rounds = quick ? 1 : 5;

    private int OneByOne => quick ? 50 : 500;

    public void Dispose() => _folder.Delete(recursive: true);

    public async Task<int> RunAsync()
    {
        if (!Peers.AreInstalled())
            return 2;
        using var contenders = new LineContenders(_folder.FullName);
        foreach (Contender contender in contenders.All)
            await contender.WarmAsync(Concurrency, Executions(contender));
        await contenders.Floor.WarmAsync(1, OneByOne);
        for (int round = 0; round < _rounds; round++)
        {
            foreach (Contender contender in contenders.All)
            {
                await contender.MeasureAsync(Concurrency, Executions(contender));
                await contender.MeasureAsync(1, OneByOne);
            }

            await contenders.Floor.MeasureAsync(1, OneByOne);
        }

        double[] ours = [.. contenders.Tinpot.Answers(Concurrency).Select(static answer => answer.Rate)];
        Console.WriteLine($"\nsubmit, claim, end of nothing, executions/s at concurrency {Concurrency} | median | Tinpot over it");
        foreach (Contender contender in contenders.All)
        {
            double[] rates = [.. contender.Answers(Concurrency).Select(static answer => answer.Rate)];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{contender.Name} | {Rates.Spread(rates)} | {Rates.Median(ours) / Rates.Median(rates):0.00}"));
        }

        Console.WriteLine("\nms from submission to start, with an idle worker | p50 | p99");
        foreach (Contender contender in (Contender[])[contenders.Tinpot, contenders.BullMq, contenders.Hangfire, contenders.Floor])
        {
            IReadOnlyList<Answer> answers = contender.Answers(1);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{contender.Name} | {Rates.Median(answers.Select(static answer => answer.Median)) / 1000:0.00} | {Rates.Median(answers.Select(static answer => answer.Late)) / 1000:0.00}"));
        }

        return 0;

        int Executions(Contender contender)
        {
            int most = contender == contenders.Tinpot || contender == contenders.BullMq ? 20_000 : 3_000;
            return quick ? most / 10 : most;
        }
    }
}
