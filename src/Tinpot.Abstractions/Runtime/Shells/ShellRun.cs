using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Tinpot.Platform;

namespace Tinpot.Runtime.Shells;

/// <summary>One run of a program.</summary>
internal sealed class ShellRun(ShellCommand command, ShellOptions options, ActionExecution? execution)
{
    private readonly ShellCapture _output = new(options.CaptureLimit);
    private readonly OutputTail _errors = new(lines: 20, longestLine: 2_000);
    private bool _cut;

    public async Task<ShellResult> RunAsync(CancellationToken asked)
    {
        CancellationToken ofExecution = execution?.Cancellation.Token ?? CancellationToken.None;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(asked, ofExecution);
        stop.Token.ThrowIfCancellationRequested();
        using Process process = Start();
        using var output = new ShellPump(process.StandardOutput.BaseStream, Open(OutputKind.Output), _output.Append, TellLate);
        using var errors = new ShellPump(process.StandardError.BaseStream, Open(OutputKind.Error), _errors.Append, TellLate);
        var input = new ShellFeed(command.Input, process.StandardInput.BaseStream);
        bool stopped = await WaitAsync(process, input, stop.Token).ConfigureAwait(false);

        await new ShellDrain(output, errors).RunAsync(stop.Token).ConfigureAwait(false);
        Cut(output, errors);
        if (stopped && input.Failed.IsCompleted)
            throw InputFailed(await input.Failed.ConfigureAwait(false));
        // Even with exit code 0: a program may end by itself when it is asked to, with its work half done.
        if (stopped || process.ExitCode != 0)
        {
            asked.ThrowIfCancellationRequested();
            ofExecution.ThrowIfCancellationRequested();
        }

        return Result(process.ExitCode);
    }

    /// <summary>Until the program has ended, and all it started too when it was told to.</summary>
    /// <returns>Whether it was told to.</returns>
    private async Task<bool> WaitAsync(Process process, ShellFeed input, CancellationToken stop)
    {
        using var over = new CancellationTokenSource();
        var end = new ShellStop(process, execution?.Run);
        Task ended = process.WaitForExitAsync(CancellationToken.None);
        _ = input.RunAsync(over.Token);
        await using (stop.UnsafeRegister(static state => ((ShellStop)state!).Ask(), end))
        {
            await Task.WhenAny(ended, end.Asked, input.Failed).ConfigureAwait(false);
        }

        if (input.Failed.IsCompleted && !end.Asked.IsCompleted)
            end.Ask();
        if (end.Asked.IsCompleted)
            await end.EndAsync(ended).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        return end.Asked.IsCompleted;
    }

    /// <summary>Takes no more, and says what is left.</summary>
    private void Cut(ShellPump output, ShellPump errors)
    {
        output.Dispose();
        errors.Dispose();
        _cut = output.Left > 0;
        long left = output.Left + errors.Left;
        if (left > 0)
            execution?.Sink.Log(LogLevel.Warning, $"{left} bytes of output of '{command.Program}' and the programs that it started were not read.", null);
    }

    private void TellLate() => execution?.Sink.Log(
        LogLevel.Warning, $"A program that '{command.Program}' started still prints after its end; this output is not read. Wait for the program in the command.", null);

    private ShellResult Result(int exitCode)
    {
        string lastErrors = _errors.ToString();
        return exitCode == 0 || options.AcceptAnyExitCode
            ? new ShellResult(exitCode, _output.ToString(), _output.Truncated || _cut, lastErrors)
            : throw new ShellException(command.Program, exitCode, lastErrors);
    }

    private IOException InputFailed(Exception error) =>
        new($"The input for '{command.Program}' could not be read to its end, so the program was ended: {error.Message}", error);

    private Process Start()
    {
        if (command.WorkingDirectory is { } folder && !Directory.Exists(folder))
            throw new ShellException(command.Program, folder);
        try
        {
            return ProgramStart.Start(command.ToStartInfo(execution?.Run.Withhold))
                ?? throw new ShellException(command.Program, new InvalidOperationException("no process was started"));
        }
        catch (Exception error) when (error is Win32Exception or FileNotFoundException)
        {
            throw new ShellException(command.Program, error);
        }
    }

    private IOutputWriter Open(OutputKind kind) =>
        execution?.Sink.Open(kind) ?? new ConsoleOutput(kind == OutputKind.Output ? Console.Out : Console.Error);

    private sealed class ConsoleOutput(TextWriter writer) : IOutputWriter
    {
        public void Write(ReadOnlySpan<char> text) => writer.Write(text);

        public void Dispose() => writer.Flush();
    }
}
