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

    public static async Task<RunningHost> StartAsync(string folder, string assembly)
    {
        var process = Command.Start(folder, "dotnet", assembly, "--urls", "http://127.0.0.1:0", "--data", Path.Combine(folder, ".tinpot"));
        var said = new StringBuilder();
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            while (await process.StandardError.ReadLineAsync(limit.Token) is { } line)
            {
                said.AppendLine(line);
                if (line.IndexOf(Mark, StringComparison.Ordinal) is var at and >= 0)
                {
                    // What it says from here on is drained, so that a full pipe cannot stop it
                    _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                    _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                    return new RunningHost(process, line[(at + Mark.Length)..].Trim());
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
