using System.Diagnostics;
using System.Text;

namespace Tinpot.Packages.Tests;

/// <summary>A host that serves on a port of its own until disposed.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private const string Mark = "Listening on ";

    private readonly Process _process;

    private RunningHost(Process process, string address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    /// <summary>Speaks to it.</summary>
    public HttpClient Client { get; }

    public static Task<RunningHost> StartAsync(string folder, string assembly)
    {
        var process = Command.Start(folder, "dotnet", assembly, "--urls", "http://127.0.0.1:0", "--data", Path.Combine(folder, ".tinpot"));
        return UntilListeningAsync(process, process.StandardError, Mark);
    }

    /// <summary>Starts an application whose log goes to standard output.</summary>
    public static Task<RunningHost> StartApplicationAsync(string folder, string[] program)
    {
        var process = Command.Start(folder, program[0], [.. program[1..], "--urls", "http://127.0.0.1:0"]);
        return UntilListeningAsync(process, process.StandardOutput, "Now listening on: ");
    }

    private static async Task<RunningHost> UntilListeningAsync(Process process, StreamReader output, string mark)
    {
        var said = new StringBuilder();
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            while (await output.ReadLineAsync(limit.Token) is { } line)
            {
                said.AppendLine(line);
                if (line.IndexOf(mark, StringComparison.Ordinal) is var at and >= 0)
                {
                    // What it says from here on is drained, so that a full pipe cannot stop it
                    _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                    _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                    return new RunningHost(process, line[(at + mark.Length)..].Trim());
                }
            }

            throw new InvalidOperationException($"The host ended without listening: {said}");
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
