using System.Globalization;

namespace Tinpot.Benchmarks.Pool;

/// <summary>Executions per second with many callers and default settings; Celery also with eight processes, the lowest default of Tinpot.</summary>
internal sealed class DefaultsBenchmark : IDisposable
{
    private const int Callers = 64;
    private const int Executions = 6400;

    private readonly List<IDisposable> _owned = [];
    private readonly List<Contender> _contenders = [];

    public DefaultsBenchmark(string folder)
    {
        folder = Directory.CreateDirectory(Path.Combine(folder, "defaults")).FullName;
        _contenders.Add(Own(new TinpotPrograms(folder, concurrency: null).Pool("pool, JIT", BuiltPrograms.Load)));
        foreach ((string name, int? processes) in (ReadOnlySpan<(string, int?)>)[($"Celery prefork, {Environment.ProcessorCount} processes", null), ("Celery prefork, 8 processes", 8)])
        {
            // Workers on one Redis would take each other's tasks
            RedisProcess redis = Own(new RedisProcess(folder, $"celery-{processes?.ToString(CultureInfo.InvariantCulture) ?? "default"}", appendOnly: false));
            _contenders.Add(Own(new CeleryPeer(redis, processes, name)).Callers);
        }
    }

    public async Task RunAsync(int rounds, int warmth)
    {
        foreach (Contender contender in _contenders)
            await contender.WarmAsync(Callers, warmth);
        for (int round = 0; round < rounds; round++)
        {
            foreach (Contender contender in _contenders)
            {
                await contender.WarmAsync(Callers, Executions / 10);
                await contender.MeasureAsync(Callers, Executions);
            }
        }

        Console.WriteLine($"\n{Callers} callers, default settings | executions/s | over Celery's default");
        double peer = Median(_contenders[1]);
        foreach (Contender contender in _contenders)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{contender.Name} | {PoolTables.Spread(contender, Callers, static answer => answer.Rate)} | {Median(contender) / peer:0.0}"));
        }
    }

    public void Dispose()
    {
        foreach (IDisposable one in Enumerable.Reverse(_owned))
            one.Dispose();
    }

    private static double Median(Contender contender) => PoolTables.Median(contender, Callers, static answer => answer.Rate);

    private T Own<T>(T one) where T : IDisposable
    {
        _owned.Add(one);
        return one;
    }
}
