using System.Globalization;

namespace Tinpot.Benchmarks.Pool;

/// <summary>Prints what contenders answered.</summary>
internal static class PoolTables
{
    public static string Spread(Contender contender, int callers, Func<Answer, double> figure) => Spread(contender.Answers(callers), figure);

    public static double Median(Contender contender, int callers, Func<Answer, double> figure) =>
        Rates.Median(contender.Answers(callers).Select(figure));

    public static void PrintRates(PoolContenders contenders, int concurrency, int[] callers)
    {
        Console.WriteLine($"executions/s at concurrency {concurrency} | {string.Join(" | ", callers.Select(static count => count == 1 ? "1 caller" : $"{count} callers"))} | the last over Celery");
        double peer = Median(contenders.Celery, callers[^1], static answer => answer.Rate);
        foreach (Contender contender in contenders.Warm)
        {
            string[] rates = [.. callers.Select(count => Spread(contender, count, static answer => answer.Rate))];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{contender.Name} | {string.Join(" | ", rates)} | {Median(contender, callers[^1], static answer => answer.Rate) / peer:0.0}"));
        }
    }

    public static void PrintTimes(PoolContenders contenders)
    {
        Console.WriteLine("\n1 caller, µs | p50 | p99 | p50 over in-process, new child over pool");
        foreach (Contender contender in contenders.Warm.Append(contenders.Floor).Concat(contenders.Cold))
        {
            string over = contender.Reference is { } reference
                ? $"{Median(contender, 1, static answer => answer.Median) - Median(reference, 1, static answer => answer.Median):0}"
                : "";
            PrintTimes(contender.Name, contender.Answers(1), over);
        }

        foreach (ProcessStart start in contenders.Starts)
            PrintTimes(start.Name, start.Answers, "");
    }

    public static void PrintUse(PoolContenders contenders, int many)
    {
        Console.WriteLine($"\nper execution | ms of processor time, 1 caller | {many} callers | context switches, 1 caller | {many} callers");
        foreach (Contender contender in contenders.Warm)
        {
            PrintUse(contender.Name, contender, many, static answer => answer.Use);
            if (contender.Server is not null)
                PrintUse($"{contender.Name}: Redis, not included above", contender, many, static answer => answer.ServerUse);
        }
    }

    public static void PrintMemory(PoolContenders contenders)
    {
        Console.WriteLine("\nmemory of a child, MiB | children | resident | private");
        foreach (Contender contender in contenders.Warm)
        {
            if (ChildMemory.Of(contender.Parent) is { Children: > 0 } memory)
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{contender.Name} | {memory.Children} | {memory.Resident / 1048576:0.0} | {memory.Private / 1048576:0.0}"));
        }
    }

    private static void PrintTimes(string name, IReadOnlyList<Answer> answers, string over) =>
        Console.WriteLine($"{name} | {Spread(answers, static answer => answer.Median)} | {Spread(answers, static answer => answer.Late)} | {over}");

    private static void PrintUse(string name, Contender contender, int many, Func<Answer, ProcessUse> use) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name} | {Median(contender, 1, answer => use(answer).Milliseconds):0.00} | {Median(contender, many, answer => use(answer).Milliseconds):0.00} | {Median(contender, 1, answer => use(answer).Switches):0.0} | {Median(contender, many, answer => use(answer).Switches):0.0}"));

    private static string Spread(IReadOnlyList<Answer> answers, Func<Answer, double> figure) => Rates.Spread([.. answers.Select(figure)]);
}
