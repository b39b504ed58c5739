using System.Diagnostics;
using System.Text;

namespace Tinpot.Tests.Processes;

/// <summary>Runs a program to its end.</summary>
internal static class Command
{
    // The machine may be shared: long enough for a cold restore and a native compilation
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    public static async Task<CommandResult> RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Start(folder, program, arguments);
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new CommandResult(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Starts a program in an environment of its own: nothing of the test's settings reaches it.</summary>
    public static Process Start(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        TestEnvironment.Strip(start);
        CompilerServer.Share(start);
        return Process.Start(start)!;
    }
}
