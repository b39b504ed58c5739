using System.Diagnostics;

namespace Tinpot.WebConsole.Tests.Actions;

[ActionGroup("Troubles")]
public static class Troubles
{
    /// <summary>Fail after a word on the error stream.</summary>
    [Action]
    public static void Fail(string message = "The vault is closed.")
    {
        Console.WriteLine("Opening the vault");
        Console.Error.WriteLine("It does not open");
        throw new InvalidOperationException(message);
    }

    /// <summary>Fail with a message of many lines.</summary>
    [Action]
    public static void FailAtLength() => throw new InvalidOperationException(string.Join('\n', Enumerable.Range(1, 40).Select(i => $"Reason {i}")));

    /// <summary>Wait until it is cancelled.</summary>
    [Action]
    public static async Task WaitForever(IProgress<double> progress, CancellationToken cancel)
    {
        Console.WriteLine("Waiting");
        progress.Report(0.25);
        await Task.Delay(Timeout.Infinite, cancel);
    }

    /// <summary>Wait for a worker that never comes.</summary>
    [Action(Queue = "nobody")]
    public static void WaitInQueue() => throw new UnreachableException();

    /// <summary>Write many lines.</summary>
    [Action]
    public static int Flood(int lines = 20_000)
    {
        for (int i = 1; i <= lines; i++) Console.WriteLine($"line {i}");
        return lines;
    }

    /// <summary>Yield numbered items.</summary>
    [Action]
    public static async IAsyncEnumerable<Finding> Scan(int items = 3, bool last = true)
    {
        for (int i = 0; i < items; i++)
        {
            yield return new($"/srv/data/part-{i}.db", i * 1_000_000_007L, i % 2 == 0 ? ["clean"] : ["old", "<b>large</b>"]);
            if (i == 0) await Task.Yield();
        }

        if (!last) await Task.Delay(Timeout.Infinite, ActionExecution.Current!.Cancellation.Token);
    }

    public sealed record Finding(string File, long Bytes, string[] Notes);

    /// <summary>Write lines that come in parts.</summary>
    [Action]
    public static async Task WriteParts(CancellationToken cancel)
    {
        Console.Write("Slowly");
        await Parts.Next.WaitAsync(cancel);
        Console.WriteLine(" done");
        Console.Write("10 %\r");
        await Parts.Next.WaitAsync(cancel);
        Console.WriteLine("100 %");
        Console.WriteLine(new string('x', 150_000));
        Console.WriteLine("End");
    }

    /// <summary>Call an action more often than is told call by call.</summary>
    [Action]
    public static void CallOften()
    {
        for (int i = 0; i < 1010; i++) HostileCallee("again");
    }

    /// <summary>Write a line at a time until it is cancelled or done.</summary>
    [Action]
    public static async Task Drip(CancellationToken cancel, int lines = 100_000)
    {
        for (int i = 1; i <= lines; i++)
        {
            Console.WriteLine($"drop {i}");
            await Task.Delay(20, cancel);
        }
    }

    /// <summary>&lt;img src=x onerror="window.harm=1"&gt;&lt;script&gt;window.harm=2&lt;/script&gt;</summary>
    /// <param name="text">&lt;b onclick="window.harm=3"&gt;help&lt;/b&gt;</param>
    [Action]
    public static Dictionary<string, string> Hostile(string text = "<img src=x onerror=\"window.harm=4\">")
    {
        Console.WriteLine(text);
        Console.WriteLine("<script>window.harm=5</script>");
        Console.WriteLine("\e[31mred\e[0m and \e]8;;javascript:window.harm=6\aa link\e]8;;\a");
        Console.WriteLine("turned \u202Egnp.exe");
        Console.Error.WriteLine("</div></details><script>window.harm=7</script>");
        HostileCallee(text);
        return new Dictionary<string, string> { ["<script>window.harm=8</script>"] = text };
    }

    /// <summary>Is called.</summary>
    [Action]
    public static string HostileCallee(string text) => text;
}
