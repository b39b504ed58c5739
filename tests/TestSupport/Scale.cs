using System.Globalization;

namespace Tinpot.Tests;

/// <summary>How often a test repeats: <c>TESTS_SCALE</c> times what it says, at least once.</summary>
internal static class Scale
{
    private static readonly double Factor =
        double.TryParse(Environment.GetEnvironmentVariable("TESTS_SCALE"), CultureInfo.InvariantCulture, out double factor) ? factor : 1;

    public static int Times(int count) => Math.Max(1, (int)(count * Factor));
}
