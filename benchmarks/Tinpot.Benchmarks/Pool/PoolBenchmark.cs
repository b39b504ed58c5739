using System.Globalization;

namespace Tinpot.Benchmarks.Pool;

/// <summary>
/// What children cost: an action that does nothing, from its submission to its known end, within the host, in children, in
/// Celery's. The contenders take turns, so that all have the same of a machine's good and bad minutes.
/// </summary>
internal sealed class PoolBenchmark : IDisposable
{
    private const int Concurrency = 2;

    private const int Most = 64;
    private const int Cold = 10;

    // One says how long an execution takes; eight always have work for two workers, and 64 let the store write many at once
    private static readonly (int Callers, int Executions)[] Loads = [(1, 500), (8, 4000), (Most, 6400)];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinpot-pool-");
    private readonly List<Contender> _warm = [];
    private readonly List<Contender> _cold = [];
    private RedisProcess? _redis;
    private CeleryPeer? _celery;

    public async Task<int> RunAsync(bool quick)
    {
        if (!CeleryPeer.IsInstalled)
        {
            Console.Error.WriteLine("Celery and Redis are missing: run eng/setup-peers.sh.");
            return 2;
        }

        TinpotPrograms programs = new(_folder.FullName, Concurrency);
        Add(programs, "JIT", TinpotPrograms.Jit);
        if (!quick)
        {
            Console.Error.WriteLine("Publishing the native program, which takes a minute or two");
            if (await programs.PublishAsync() is not { } native)
                return 1;
            Add(programs, "native", native);
        }

        _redis = new RedisProcess(_folder.FullName, "celery", appendOnly: false);
        _celery = new CeleryPeer(_redis, Concurrency);
        _warm.Add(_celery.Callers);
        await MeasureAsync(rounds: quick ? 2 : 5, warmth: quick ? 800 : 4000);
        PrintRates();
        PrintTimes();
        PrintMemory();
        return 0;
    }

    public void Dispose()
    {
        foreach (Contender contender in _warm.Concat(_cold))
        {
            if (contender != _celery?.Callers)
                contender.Dispose();
        }

        _celery?.Dispose();
        _redis?.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Add(TinpotPrograms programs, string compiler, string program)
    {
        Contender inProcess = programs.InProcess($"in-process, {compiler}", program);
        Contender pool = programs.Pool($"pool, {compiler}", program, inProcess);
        _warm.AddRange(inProcess, pool);
        _cold.Add(programs.Cold($"new child each, {compiler}", program, pool));
    }

    private async Task MeasureAsync(int rounds, int warmth)
    {
        foreach (Contender contender in _warm)
            await contender.WarmAsync(callers: 8, warmth);
        for (int round = 0; round < rounds; round++)
        {
            foreach ((int callers, int executions) in Loads)
            {
                foreach (Contender contender in _warm)
                {
                    // Children that idled while others had their turn are started again, and threads kept by callers
                    await contender.WarmAsync(callers, executions / 10);
                    await contender.MeasureAsync(callers, executions);
                }
            }

            foreach (Contender contender in _cold)
                await contender.MeasureAsync(callers: 1, Cold);
        }
    }

    private void PrintRates()
    {
        Console.WriteLine($"executions/s at concurrency {Concurrency} | 1 caller | 8 callers | {Most} callers | the last over Celery");
        double peer = Median(_celery!.Callers, Most, static answer => answer.Rate);
        foreach (Contender contender in _warm)
        {
            string[] rates = [.. Loads.Select(load => Spread(contender, load.Callers, static answer => answer.Rate))];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{contender.Name} | {string.Join(" | ", rates)} | {Median(contender, Most, static answer => answer.Rate) / peer:0.0}"));
        }
    }

    private void PrintTimes()
    {
        Console.WriteLine();
        Console.WriteLine("1 caller, µs | p50 | p99 | p50 over in-process, new child over pool");
        foreach (Contender contender in _warm.Concat(_cold))
        {
            string over = contender.Reference is { } reference
                ? $"{Median(contender, 1, static answer => answer.Median) - Median(reference, 1, static answer => answer.Median):0}"
                : "";
            Console.WriteLine(
                $"{contender.Name} | {Spread(contender, 1, static answer => answer.Median)} | {Spread(contender, 1, static answer => answer.Late)} | {over}");
        }
    }

    private void PrintMemory()
    {
        Console.WriteLine();
        Console.WriteLine("memory of a child, MiB | children | resident | private");
        foreach (Contender contender in _warm)
        {
            if (ChildMemory.Of(contender.Parent) is { Children: > 0 } memory)
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{contender.Name} | {memory.Children} | {memory.Resident / 1048576:0.0} | {memory.Private / 1048576:0.0}"));
        }
    }

    private static double Median(Contender contender, int callers, Func<Answer, double> figure) =>
        Rates.Median(contender.Answers(callers).Select(figure));

    private static string Spread(Contender contender, int callers, Func<Answer, double> figure) =>
        Rates.Spread([.. contender.Answers(callers).Select(figure)]);
}
