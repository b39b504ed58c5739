using System.Diagnostics;

namespace Tinpot.Native.Tests;

/// <summary>The command line of the native program.</summary>
public sealed class CommandLineTests(NativePrograms programs)
{
    [Fact]
    public async Task Lists_runs_and_explains()
    {
        Assert.Contains("double_elsewhere", (await RunAsync("list")).Out);
        Assert.Equal((0, "18\n"), await RunAsync("run", "double", "--number", "9"));
        Assert.Contains("--number <integer>", (await RunAsync("run", "double", "--help")).Out);
    }

    [Fact]
    public async Task Refuses_what_does_not_fit()
    {
        Assert.Equal(2, (await RunAsync("run", "double", "--number", "nine")).Code);
        Assert.Equal(2, (await RunAsync("run", "no_such_action")).Code);
    }

    private async Task<(int Code, string Out)> RunAsync(params string[] arguments)
    {
        using var folder = new TestFolder();
        ProcessStartInfo start = (await programs.TestActionsAsync()).Program.Start(arguments);
        start.WorkingDirectory = folder.Path;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await error;
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, output);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
