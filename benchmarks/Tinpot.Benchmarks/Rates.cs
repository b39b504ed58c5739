using System.Globalization;

namespace Tinpot.Benchmarks;

/// <summary>What several rounds come to.</summary>
internal static class Rates
{
    /// <summary>Median (lowest–highest).</summary>
    public static string Spread(IReadOnlyCollection<double> rates) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median(rates):0} ({rates.Min():0}–{rates.Max():0})");

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
