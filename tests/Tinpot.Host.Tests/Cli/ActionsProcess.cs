using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using Tinpot.Tests.Processes;

namespace Tinpot.Host.Tests.Cli;

/// <summary>The program of test actions in a process of its own; ended when disposed.</summary>
internal sealed class ActionsProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static readonly string Program = Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "TestActions").Value!;

    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();

    private ActionsProcess(string folder, string program, string[] args, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        TestEnvironment.Strip(start);
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(_out, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_error, line.Data);
    }

    public string Out => Read(_out);

    public string Error => Read(_error);

    public int Id => _process.Id;

    public static ActionsProcess Start(string folder, string[] args, Dictionary<string, string>? environment = null, string input = "", string? program = null) =>
        Start(new ActionsProcess(folder, "dotnet", [program ?? Program, .. args], environment ?? []), input);

    /// <param name="script">Has the program and its first argument as <c>"$@"</c>.</param>
    public static ActionsProcess StartShell(string folder, string script) =>
        Start(new ActionsProcess(folder, "sh", ["-c", script, "sh", "dotnet", Program], []), "");

    private static ActionsProcess Start(ActionsProcess process, string input)
    {
        process._process.Start();
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        process._process.StandardInput.Write(input);
        process._process.StandardInput.Close();
        return process;
    }

    public Task UntilErrorHoldsAsync(string text) => UntilHoldsAsync(_error, text);

    public Task UntilOutHoldsAsync(string text) => UntilHoldsAsync(_out, text);

    private async Task UntilHoldsAsync(StringBuilder said, string text)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!Read(said).Contains(text, StringComparison.Ordinal))
        {
            if (_process.HasExited || deadline.IsCancellationRequested)
                throw new InvalidOperationException($"It never said '{text}', but:\n{Out}\n{Error}");
            await Task.Delay(10);
        }
    }

    /// <summary>As Ctrl-C in a terminal.</summary>
    public async Task InterruptAsync()
    {
        using Process kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task<int> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
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

        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.Append(line).Append('\n');
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
