using System.Collections.Concurrent;
using System.Diagnostics;
using Tinpot;

namespace TestActions;

[ActionGroup("Processes")]
public static class OrphanActions
{
    private static readonly ConcurrentBag<Process> Forgotten = [];

    /// <summary>Runs a script of the shell, whatever it leaves behind.</summary>
    [Action]
    public static async Task RunScript(string script, CancellationToken cancellation)
    {
        using Process shell = Start(script);
        await shell.WaitForExitAsync(cancellation);
    }

    /// <summary>Starts scripts and does not wait for them.</summary>
    [Action]
    public static void ForgetScripts([Range(1, 1_000)] int count, string script)
    {
        for (int number = 0; number < count; number++)
            Forgotten.Add(Start(script));
    }

    /// <summary>Starts scripts one after another until there are so many, and says so after the first.</summary>
    [Action]
    public static void KeepStarting([Range(1, 10_000)] int count, string script)
    {
        for (int number = 0; number < count; number++)
        {
            Start(script).Dispose();
            if (number == 0)
                Console.WriteLine("starting");
        }
    }

    /// <summary>Runs a script, and leaves the thread pool with so much work that never ends.</summary>
    [Action]
    public static void BlockPool([Range(1, 10_000)] int count, string script)
    {
        using (Process shell = Start(script))
            shell.WaitForExit();
        for (int number = 0; number < count; number++)
            ThreadPool.QueueUserWorkItem(_ => Thread.Sleep(Timeout.Infinite));
    }

    /// <summary>Waits for the scripts that were forgotten, and returns their exit codes.</summary>
    [Action]
    public static async Task<int[]> RememberScripts(CancellationToken cancellation)
    {
        var codes = new List<int>();
        while (Forgotten.TryTake(out Process? shell))
        {
            await shell.WaitForExitAsync(cancellation);
            codes.Add(shell.ExitCode);
            shell.Dispose();
        }

        return [.. codes];
    }

    /// <summary>As authors do it who know nothing of <see cref="Shell"/>.</summary>
    private static Process Start(string script) => Process.Start(new ProcessStartInfo("sh", ["-c", script]))!;
}
