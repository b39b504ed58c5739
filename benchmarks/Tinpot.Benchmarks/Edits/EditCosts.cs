using System.Diagnostics;
using System.Globalization;

namespace Tinpot.Benchmarks.Edits;

/// <summary>
/// What an edit of a large project costs in the compiler's process, beside two well-known generators on projects of the
/// same size. Every run starts from the state before any edit, and the generators take turns, so that a busy machine is
/// busy for all.
/// </summary>
internal static class EditCosts
{
    private const int Files = 1000;
    private const int Calls = 3000;

    // Tiered compilation makes its best code of a method after thirty calls
    private const int Warmups = 30;

    public static int Run(bool quick)
    {
        foreach (int callFiles in (int[])[50, Files])
        {
            List<(string Name, LargeProject Project)> projects = [];
            foreach (Subject subject in Subject.All(Files))
            {
                LargeProject project = new(subject, Files, Calls, callFiles);
                if (project.Errors() is [var error, ..])
                {
                    Console.Error.WriteLine($"{subject.Name}: {error}");
                    return 1;
                }
                projects.Add((subject.Name, project));
            }
            Console.WriteLine($"{Files} files, {Files} actions, {Calls} calls in {callFiles} files");
            Console.WriteLine("| Edit | " + string.Join(" | ", projects.Select(static p => $"{p.Name} ms | MB")) + " | ratio to " + string.Join(" | ratio to ", projects.Skip(1).Select(static p => p.Name)) + " |");
            Console.WriteLine("|---|" + string.Concat(Enumerable.Repeat("---|", projects.Count * 3 - 1)));
            foreach (EditKind kind in Enum.GetValues<EditKind>())
            {
                List<(double Milliseconds, double Megabytes)>[] costs = [.. projects.Select(static _ => new List<(double, double)>())];
                int rounds = quick ? 7 : 25;
                for (int round = -Warmups; round < rounds; round++)
                {
                    for (int i = 0; i < projects.Count; i++)
                    {
                        (double, double) cost = Cost(projects[i].Project, kind, round + Warmups + 1);
                        if (round >= 0)
                            costs[i].Add(cost);
                    }
                }
                double[] medians = [.. costs.Select(static c => Rates.Median(c.Select(static x => x.Milliseconds)))];
                Console.WriteLine($"| {kind} | " + string.Join(" | ", costs.Select((c, i) => string.Create(CultureInfo.InvariantCulture, $"{medians[i]:0.0} | {Rates.Median(c.Select(static x => x.Megabytes)):0.0}")))
                    + " | " + string.Join(" | ", medians.Skip(1).Select(m => (medians[0] / m).ToString("0.00", CultureInfo.InvariantCulture))) + " |");
            }
            Console.WriteLine();
        }
        return 0;
    }

    private static (double Milliseconds, double Megabytes) Cost(LargeProject project, EditKind kind, int number)
    {
        var edited = project.Edit(kind, number);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        project.Run(edited);
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return (milliseconds, (GC.GetTotalAllocatedBytes(precise: true) - before) / 1e6);
    }
}
