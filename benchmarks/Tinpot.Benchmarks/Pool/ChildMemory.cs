using System.Globalization;

namespace Tinpot.Benchmarks.Pool;

/// <summary>What the children of a process have in memory.</summary>
/// <param name="Resident">Bytes of each on average, shared ones included.</param>
/// <param name="Private">Those that no other process shares: what one more child costs.</param>
internal readonly record struct ChildMemory(int Children, double Resident, double Private)
{
    public static ChildMemory Of(int parent)
    {
        List<(long Resident, long Private)> found = [];
        foreach (int child in ProcessTree.Children(parent))
        {
            string[] lines = File.ReadAllLines($"/proc/{child}/smaps_rollup");
            found.Add((Sum(lines, "Rss:"), Sum(lines, "Private_")));
        }

        return found.Count == 0
            ? default
            : new(found.Count, found.Average(static one => one.Resident), found.Average(static one => one.Private));
    }

    /// <summary>Lines are "Private_Clean:   12 kB".</summary>
    private static long Sum(string[] lines, string start) => 1024 * lines
        .Where(line => line.StartsWith(start, StringComparison.Ordinal))
        .Sum(static line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
}
