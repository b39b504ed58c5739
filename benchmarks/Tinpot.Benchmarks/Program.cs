using System.Globalization;
using Tinpot.Benchmarks;
using Tinpot.Benchmarks.Binder;
using Tinpot.Benchmarks.Calls;
using Tinpot.Benchmarks.Catalog;
using Tinpot.Benchmarks.Edits;
using Tinpot.Benchmarks.Fleet;
using Tinpot.Benchmarks.Pool;

bool quick = args.Contains("--quick");
string[] words = [.. args.Where(static a => a != "--quick")];
switch (words)
{
    case ["binder"]:
        return Small.Run<BinderBenchmark>(quick);
    case ["calls"]:
        return Small.Run<CallBenchmark>(quick);
    case ["edits"]:
        return EditCosts.Run(quick);
    case ["catalog-start", ..]:
        return await StartAsync(words.Length > 1 ? int.Parse(words[1], CultureInfo.InvariantCulture) : 10_000);
    case ["pool"]:
        return await PoolAsync();
    case ["fleet"]:
        return await FleetAsync();
    case ["stores"]:
        return await StoresAsync();
    case ["all"]:
        return new[]
        {
            Small.Run<BinderBenchmark>(quick), Small.Run<CallBenchmark>(quick), EditCosts.Run(quick), await StartAsync(10_000), await PoolAsync(),
            await FleetAsync(), await StoresAsync(),
        }.Max();
    default:
        Console.Error.WriteLine("Usage: Tinpot.Benchmarks all | binder | calls | edits | catalog-start [actions = 10000] | pool | fleet | stores [--quick]");
        return 2;
}

async Task<int> StartAsync(int actions)
{
    await using CatalogStart benchmark = new(actions);
    return await benchmark.RunAsync(runs: quick ? 3 : 5);
}

async Task<int> PoolAsync()
{
    using PoolBenchmark benchmark = new();
    return await benchmark.RunAsync(quick);
}

async Task<int> FleetAsync()
{
    using FleetBenchmark benchmark = new(quick);
    return await benchmark.RunAsync();
}

async Task<int> StoresAsync()
{
    using StoreBenchmark benchmark = new(quick);
    return await benchmark.RunAsync();
}
