using Tinpot;

namespace TestActions;

[ActionGroup("Shell")]
public static class ShellActions
{
    /// <summary>Runs <c>echo</c>.</summary>
    [Action]
    public static async Task<string> ShellEcho(string[] arguments, CancellationToken cancellation)
    {
        ShellResult result = await Shell.RunAsync("echo", arguments, cancellation);
        return result.Output;
    }

    /// <summary>Runs <c>sleep</c>, with a child of its own.</summary>
    [Action]
    public static async Task ShellSleep([Range(0, 86_400)] int seconds, CancellationToken cancellation) =>
        await Shell.RunAsync("sh", ["-c", "echo started; sleep \"$0\" & wait", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)], cancellation);

    /// <summary>Runs a program that does not end when it is asked to, and tidies up after it.</summary>
    [Action]
    public static async Task ShellDeaf()
    {
        try
        {
            await Shell.ScriptAsync("trap '' TERM; echo deaf; while :; do sleep 1; done");
        }
        finally
        {
            Console.WriteLine("tidied up");
        }
    }

    /// <summary>Runs a program that fails.</summary>
    [Action]
    public static async Task ShellFail([Range(1, 255)] int exitCode = 3) =>
        await Shell.RunAsync("sh", ["-c", "echo the reason >&2; exit \"$0\"", exitCode.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

    /// <summary>Runs a program that says a last word on standard error, then kills its own process.</summary>
    [Action]
    public static async Task ShellThenDie()
    {
        await Shell.RunAsync("sh", ["-c", "echo the last word >&2"]);
        Libc.Kill(Environment.ProcessId, 9);
        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>Runs a program that prints numbers up to a count; tells what was captured last, and whether that was all.</summary>
    [Action]
    public static async Task<string> ShellCount([Range(1, 1_000_000)] int count, string how = "program")
    {
        string number = count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        ShellResult result = how switch
        {
            "program" => await Shell.RunAsync("seq", ["1", number]),
            "script" => await Shell.ScriptAsync("seq 1 \"$1\"", [number]),
            "errors" => await Shell.RunAsync("sh", ["-c", "seq 1 \"$0\" >&2", number]),
            // Two of them print to the end, one of which outlives the shell
            "grandchild" => await Shell.RunAsync("sh", ["-c", "(sleep 0.3; seq 1 \"$0\") & exit 0", number]),
            _ => throw new ArgumentException(how),
        };
        return $"{(result.Output + result.ErrorOutput).TrimEnd().Split('\n')[^1]} {result.OutputTruncated}";
    }
}
