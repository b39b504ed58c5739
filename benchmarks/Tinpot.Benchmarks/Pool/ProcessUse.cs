using System.Globalization;

namespace Tinpot.Benchmarks.Pool;

/// <summary>What processes have used since their start, or between two readings.</summary>
/// <param name="Milliseconds">Processor time in user mode and in the kernel.</param>
/// <param name="Switches">Voluntary and other context switches. Those of threads that ended between two readings are missing.</param>
internal readonly record struct ProcessUse(double Milliseconds, double Switches)
{
    // Linux reports times in this unit on every architecture
    private const double MillisecondsPerTick = 10;

    public static ProcessUse operator -(ProcessUse left, ProcessUse right) =>
        new(left.Milliseconds - right.Milliseconds, left.Switches - right.Switches);

    public static ProcessUse operator /(ProcessUse use, int count) => new(use.Milliseconds / count, use.Switches / count);

    /// <summary>Of processes with all their descendants. The time of children that have ended is in that of their parents.</summary>
    public static ProcessUse OfTrees(IEnumerable<int> roots)
    {
        int[] processes = [.. roots.SelectMany(ProcessTree.WithDescendants)];
        return new(processes.Sum(static id => MillisecondsOf(id, fields: 4)), processes.Sum(SwitchesOf));
    }

    /// <summary>Of processes without their children.</summary>
    public static ProcessUse Of(IEnumerable<int> processes)
    {
        int[] counted = [.. processes];
        return new(counted.Sum(static id => MillisecondsOf(id, fields: 2)), counted.Sum(SwitchesOf));
    }

    /// <param name="fields">Of utime, stime, and the same two of ended children.</param>
    private static double MillisecondsOf(int process, int fields)
    {
        const int utime = 11;
        // The name of the program stands in parentheses and may have spaces
        return MillisecondsPerTick * ProcessTree.Lines(() => [File.ReadAllText($"/proc/{process}/stat")])
            .Sum(stat => stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[utime..(utime + fields)]
                .Sum(static ticks => long.Parse(ticks, CultureInfo.InvariantCulture)));
    }

    /// <summary>Lines are "voluntary_ctxt_switches:   12" and "nonvoluntary_ctxt_switches:   3".</summary>
    private static double SwitchesOf(int process) => ProcessTree.Lines(() => Directory.GetDirectories($"/proc/{process}/task"))
        .SelectMany(static task => ProcessTree.Lines(() => File.ReadAllLines(Path.Combine(task, "status"))))
        .Where(static line => line.Contains("_ctxt_switches:", StringComparison.Ordinal))
        .Sum(static line => double.Parse(line.AsSpan(line.IndexOf(':') + 1), CultureInfo.InvariantCulture));
}
