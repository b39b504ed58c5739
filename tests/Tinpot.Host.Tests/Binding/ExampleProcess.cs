using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Tinpot.Tests.Processes;

namespace Tinpot.Host.Tests.Binding;

/// <summary>The example actions, served by a process of their own.</summary>
internal sealed partial class ExampleProcess : IAsyncDisposable
{
    private static readonly string Program = typeof(ExampleProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "ExampleActions").Value!;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinpot-examples-");
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private ExampleProcess()
    {
        var start = new ProcessStartInfo("dotnet", [Program, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        };
        TestEnvironment.Strip(start);
        start.Environment["TINPOT_DATA"] = Path.Combine(_folder.FullName, "data");
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException("The host ended before it listened."));
    }

    internal HttpClient Client { get; } = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromMinutes(2) };

    internal static async Task<ExampleProcess> StartAsync()
    {
        var host = new ExampleProcess();
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        try
        {
            host.Client.BaseAddress = await host._listening.Task.WaitAsync(TimeSpan.FromSeconds(60));
            return host;
        }
        catch (Exception exception)
        {
            var output = string.Join('\n', host._output);
            await host.DisposeAsync();
            throw new InvalidOperationException($"The examples did not start:\n{output}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Take(string? line)
    {
        if (line is null) return;
        _output.Enqueue(line);
        if (Address().Match(line) is { Success: true } match) _listening.TrySetResult(new Uri(match.Value));
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9]\d*")]
    private static partial Regex Address();
}
