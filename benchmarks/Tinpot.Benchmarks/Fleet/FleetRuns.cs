using System.Globalization;

namespace Tinpot.Benchmarks.Fleet;

/// <summary>What several runs over HTTP came to, and what they used.</summary>
internal sealed class FleetRuns(WebFleet fleet)
{
    private readonly List<double> _rates = [];
    private readonly List<FleetUse> _uses = [];

    /// <summary>Executions per second of each run.</summary>
    public IReadOnlyList<double> Rates => _rates;

    public async Task RunAsync(int callers, int executions)
    {
        FleetUse before = FleetUse.Of(fleet);
        _rates.Add(await HttpLoad.RunAsync(fleet.Client, callers, executions));
        _uses.Add((FleetUse.Of(fleet) - before) / executions);
    }

    public void PrintUse()
    {
        Func<FleetUse, double>[] columns =
            [static use => use.Own, static use => use.Api, static use => use.Workers, static use => use.Children, static use => use.Redis, static use => use.Client];
        string[] medians = [.. columns.Select(column => Benchmarks.Rates.Median(_uses.Select(column)).ToString("0.00", CultureInfo.InvariantCulture))];
        Console.WriteLine($"{fleet.Name} | {string.Join(" | ", medians)}");
    }
}
