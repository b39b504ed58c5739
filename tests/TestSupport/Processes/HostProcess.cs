using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Tinpot.Tests.Processes;

/// <summary>A real host in a process of its own, on a port that the system chose; ended when disposed.</summary>
internal sealed partial class HostProcess : IAsyncDisposable
{
    private static readonly string[] Listening = ["--urls", "http://127.0.0.1:0"];

    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _mark = Guid.NewGuid().ToString("n");
    private readonly Process _process;

    private HostProcess(HostProgram program, string folder, string[] arguments, (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = program.Start(arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = folder;
        TestEnvironment.Strip(start);
        start.Environment["TINPOT_DATA"] = Path.Combine(folder, "data");
        start.Environment[LinuxProcess.Mark] = _mark;
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Exited += (_, _) =>
        {
            _listening.TrySetException(new InvalidOperationException("The host ended before it listened."));
            _up.TrySetException(new InvalidOperationException("The host ended before it was up."));
        };
    }

    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(60) };

    public int Id => _process.Id;

    /// <summary>Every process that it started, and those that these started, whoever is their parent now.</summary>
    public IReadOnlyList<LinuxProcess> Descendants => [.. LinuxProcess.Marked(_mark).Where(one => one.Id != Id)];

    /// <summary>The processes in which it runs actions.</summary>
    public IReadOnlyList<LinuxProcess> Children => [.. Descendants.Where(one => one.IsChildOf(Id))];

    /// <summary>What actions started, while the host lives.</summary>
    public IReadOnlyList<LinuxProcess> Strays => [.. Descendants.Where(one => !one.IsChildOf(Id))];

    /// <summary>Everything it wrote so far.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Starts a host that listens when this returns.</summary>
    public static Task<HostProcess> StartAsync(
        HostProgram program, string folder, int slots, params (string Name, string Value)[] environment) =>
        StartAsync(program, folder, Listening, [Slots(slots), .. environment]);

    /// <summary>Starts a host that may not come up.</summary>
    public static HostProcess Launch(HostProgram program, string folder, int slots, params (string Name, string Value)[] environment) =>
        Launch(program, folder, Listening, [Slots(slots), .. environment]);

    /// <summary>Starts a program with arguments of its own; returns when it says that it is up.</summary>
    public static async Task<HostProcess> StartAsync(
        HostProgram program, string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        HostProcess host = Launch(program, folder, arguments, environment);
        try
        {
            await host._up.Task.WaitAsync(TimeSpan.FromSeconds(60));
            if (arguments.Contains("--urls"))
                host.Client.BaseAddress = await host._listening.Task.WaitAsync(TimeSpan.FromSeconds(60));
            return host;
        }
        catch (Exception exception)
        {
            string output = host.Output;
            await host.DisposeAsync();
            throw new InvalidOperationException($"The host did not start:\n{output}", exception);
        }
    }

    /// <summary>Starts a program that may not come up, with arguments of its own.</summary>
    public static HostProcess Launch(HostProgram program, string folder, string[] arguments, (string Name, string Value)[] environment)
    {
        var host = new HostProcess(program, folder, arguments, environment);
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        return host;
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>As an operator or a container stops it.</summary>
    public void Terminate() => Signals.Send(Id, Signals.Terminate);

    /// <returns>The exit code of a host that ends by itself.</returns>
    public async Task<int> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        foreach (LinuxProcess left in LinuxProcess.Marked(_mark))
            left.Kill();
        _process.Dispose();
        Client.Dispose();
    }

    private static (string Name, string Value) Slots(int slots) => ("WORKER_CONCURRENCY", $"{slots}");

    private void Take(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        if (line.Contains("; data in ", StringComparison.Ordinal))
            _up.TrySetResult();
        if (Address().Match(line) is { Success: true } match)
            _listening.TrySetResult(new Uri(match.Groups[1].Value));
    }

    [GeneratedRegex(@"Listening on (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Address();
}
