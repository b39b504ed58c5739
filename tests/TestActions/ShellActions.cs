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
}
