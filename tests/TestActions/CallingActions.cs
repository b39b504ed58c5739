using System.Globalization;
using Tinpot;

namespace TestActions;

[ActionGroup("Calling")]
public static class CallingActions
{
    /// <summary>Says who it is, line by line, and leaves room for others in between.</summary>
    [Action]
    public static int SayNumber(int number, [Range(1, 10_000)] int lines = 20)
    {
        for (int line = 0; line < lines; line++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"number {number} in call {ActionExecution.Current?.CallId ?? "-"}"));
            Thread.Yield();
        }

        return number;
    }

    /// <summary>As the one above, asynchronous.</summary>
    [Action]
    public static async Task<int> SayNumberAsynchronously(int number, [Range(1, 10_000)] int lines = 20)
    {
        for (int line = 0; line < lines; line++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"number {number} in call {ActionExecution.Current?.CallId ?? "-"}"));
            await Task.Yield();
        }

        return number;
    }

    /// <summary>Calls the two above at once, over Task.Run, threads and Parallel.ForEachAsync.</summary>
    [Action]
    public static async Task<int> ParallelCalls([Range(1, 10_000)] int count = 50, [Range(1, 10_000)] int lines = 20)
    {
        int sum = 0;
        var tasks = Enumerable.Range(0, count).Where(number => number % 3 == 0)
            .Select(number => Task.Run(() => Interlocked.Add(ref sum, SayNumber(number, lines)))).ToArray();
        var threads = Enumerable.Range(0, count).Where(number => number % 3 == 1)
            .Select(number => new Thread(() => Interlocked.Add(ref sum, SayNumber(number, lines)))).ToArray();
        foreach (Thread thread in threads)
            thread.Start();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count).Where(number => number % 3 == 2),
            async (number, _) => Interlocked.Add(ref sum, await SayNumberAsynchronously(number, lines)));
        await Task.WhenAll(tasks);
        foreach (Thread thread in threads)
            thread.Join();
        return sum;
    }

#pragma warning disable TPT023 // To recurse is what it is for
    /// <summary>Calls itself down to a depth, and says where it is.</summary>
    [Action]
    public static int Descend([Range(0, 200)] int depth)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{depth} to go"));
        return depth == 0 ? 0 : 1 + Descend(depth - 1);
    }
#pragma warning restore TPT023

    /// <summary>Calls an action very often.</summary>
    [Action]
    public static int CallOften([Range(0, 1_000_000)] int count)
    {
        int calls = 0;
        for (int call = 0; call < count; call++)
            calls += Count();
        return calls;
    }

    /// <summary>Returns one.</summary>
    [Action]
    public static int Count() => 1;

    /// <summary>Throws.</summary>
    [Action]
    public static void Fail(string message = "it failed") => throw new InvalidOperationException(message);

    /// <summary>Calls what throws, and throws on.</summary>
    [Action]
    public static void FailNested(string message = "it failed") => Fail(message);
}
