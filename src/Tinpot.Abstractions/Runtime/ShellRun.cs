using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Tinpot.Runtime;

/// <summary>One run of a program.</summary>
internal sealed class ShellRun(string program, string[] arguments, ActionExecution? execution)
{
    /// <summary>A program's own children may keep its output open after its end; so long they are listened to.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(2);

    private readonly ShellCapture _output = new();
    private readonly ShellTail _errors = new();

    public async Task<ShellResult> RunAsync(CancellationToken stop)
    {
        using Process process = Start();
        process.StandardInput.Close();
        using var output = new ShellPump(process.StandardOutput.BaseStream, Open(OutputKind.Output), _output.Append);
        using var errors = new ShellPump(process.StandardError.BaseStream, Open(OutputKind.Error), _errors.Append);
        Task pumps = Task.WhenAll(output.Completion, errors.Completion);

        await using (stop.UnsafeRegister(static state => Kill((Process)state!), process))
        {
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await Task.WhenAny(pumps, Task.Delay(Drain, CancellationToken.None)).ConfigureAwait(false);
        if (pumps.IsFaulted)
            await pumps.ConfigureAwait(false);
        output.Dispose();
        errors.Dispose();
        int exitCode = process.ExitCode;
        if (exitCode == 0)
            return new ShellResult(exitCode, _output.ToString(), _output.Truncated);
        stop.ThrowIfCancellationRequested();
        throw new ShellException(program, exitCode, _errors.ToString());
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments)
        {
            // The system takes a NUL for the end and would silently run another command.
            if (argument.Contains('\0', StringComparison.Ordinal))
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture, $"An argument of '{program}' contains a NUL character, which no program can be given."));
            start.ArgumentList.Add(argument);
        }

        // The key to all stored secrets is the host's alone.
        start.Environment.Remove("TINPOT_KEY");
        try
        {
            return Process.Start(start) ?? throw new ShellException(program, new InvalidOperationException("no process was started"));
        }
        catch (Win32Exception error)
        {
            throw new ShellException(program, error);
        }
    }

    private IOutputWriter Open(OutputKind kind) =>
        execution?.Sink.Open(kind) ?? new ConsoleOutput(kind == OutputKind.Output ? Console.Out : Console.Error);

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended meanwhile, or part of its tree is not ours to end; whatever is left is waited for.
        }
    }

    private sealed class ConsoleOutput(TextWriter writer) : IOutputWriter
    {
        public void Write(ReadOnlySpan<char> text) => writer.Write(text);

        public void Dispose() => writer.Flush();
    }
}
