namespace Tinpot.Benchmarks.Pool;

/// <summary>
/// What children cost: an action that does nothing, from its submission to its known end, within the host, in children, in
/// Celery's, and jobs in memory. The contenders take turns, so that all have the same of a machine's good and bad minutes.
/// </summary>
internal sealed class PoolBenchmark : IDisposable
{
    private const int Concurrency = 2;

    private const int Most = 64;
    private const int Cold = 10;

    // One says how long an execution takes; eight always have work for two workers, and 64 let the store write many at once
    private static readonly (int Callers, int Executions)[] Loads = [(1, 500), (8, 4000), (Most, 6400)];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinpot-pool-");

    public async Task<int> RunAsync(bool quick)
    {
        if (!CeleryPeer.IsInstalled)
        {
            Console.Error.WriteLine("Celery and Redis are missing: run eng/setup-peers.sh.");
            return 2;
        }

        (string, string)? native = quick ? null : await PublishAsync();
        (int rounds, int warmth) = quick ? (2, 800) : (5, 4000);
        using (PoolContenders contenders = new(_folder.FullName, Concurrency, native))
        {
            await MeasureAsync(contenders, rounds, warmth);
            PoolTables.PrintRates(contenders, Concurrency, [.. Loads.Select(static load => load.Callers)]);
            PoolTables.PrintTimes(contenders);
            PoolTables.PrintUse(contenders, Most);
            PoolTables.PrintMemory(contenders);
        }

        using DefaultsBenchmark defaults = new(_folder.FullName);
        await defaults.RunAsync(rounds, warmth);
        return 0;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(string Load, string Hello)> PublishAsync()
    {
        Console.Error.WriteLine("Publishing the native programs, which takes a minute or two");
        return (
            await NativeProgram.PublishAsync(_folder.FullName, "Tinpot.Load", "Tinpot.Load"),
            await NativeProgram.PublishAsync(_folder.FullName, Path.Combine("peers", "hello"), "hello"));
    }

    private static async Task MeasureAsync(PoolContenders contenders, int rounds, int warmth)
    {
        foreach (Contender contender in contenders.Warm)
            await contender.WarmAsync(callers: 8, warmth);
        await contenders.Floor.WarmAsync(callers: 1, warmth / 8);
        for (int round = 0; round < rounds; round++)
        {
            foreach ((int callers, int executions) in Loads)
            {
                foreach (Contender contender in callers == 1 ? contenders.Warm.Append(contenders.Floor) : contenders.Warm)
                {
                    // Children that idled while others had their turn are started again, and threads kept by callers
                    await contender.WarmAsync(callers, executions / 10);
                    await contender.MeasureAsync(callers, executions);
                }
            }

            foreach (Contender contender in contenders.Cold)
                await contender.MeasureAsync(callers: 1, Cold);
            foreach (ProcessStart start in contenders.Starts)
                await start.MeasureAsync(Cold);
        }
    }
}
