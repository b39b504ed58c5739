using System.Diagnostics.CodeAnalysis;
using Tinpot.Runtime.Shells;

namespace Tinpot;

/// <summary>Runs programs: a program and a list of arguments, never a string for a shell to take apart.</summary>
/// <remarks>
/// What a program prints appears in the log of the current call as it comes, standard output as INFO and standard error as
/// WARNING, read as UTF-8; outside an execution it goes to the console. A program ends with its execution, with or without
/// a token: it and all it started are sent SIGTERM, and SIGKILL when half of the host's grace is over (5 seconds, outside an
/// execution too). Elsewhere than on Linux they are ended at once. On Linux a program may open 1 024 files at once, and can raise
/// that itself up to the limit of the process that starts it.
/// </remarks>
public static class Shell
{
    private const string Interpreter = "/bin/sh";

    private static readonly ShellOptions Defaults = new();

    /// <summary>Runs a program to its end, with nothing on standard input.</summary>
    /// <param name="program">A program in a folder of the <c>PATH</c>, or a path; a relative path starts at the current directory.</param>
    /// <param name="arguments">Each reaches the program as it is: nothing is split, expanded or quoted.</param>
    /// <param name="cancellationToken">Ends the program and all it started, as cancelling the execution does.</param>
    /// <exception cref="ShellException">It could not be started, or ended with an exit code other than 0.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task<ShellResult> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(program, arguments, null, cancellationToken);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">A program in a folder of the <c>PATH</c>, or a path; a relative path starts at the current directory.</param>
    /// <param name="arguments">Each reaches the program as it is: nothing is split, expanded or quoted.</param>
    /// <param name="options">Environment, working directory, standard input (nothing unless set), and what is done with its end.</param>
    /// <param name="cancellationToken">Ends the program and all it started, as cancelling the execution does.</param>
    /// <exception cref="ShellException">It could not be started, or ended with an exit code other than 0 that was not accepted.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ArgumentException">An argument, or what is to be set in the environment, cannot be handed to a program.</exception>
    public static Task<ShellResult> RunAsync(
        string program, IEnumerable<string> arguments, ShellOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(program);
        ArgumentNullException.ThrowIfNull(arguments);
        options ??= Defaults;
        return new ShellRun(ShellCommand.Of(program, arguments, options), options, ActionExecution.Current).RunAsync(cancellationToken);
    }

    /// <summary>
    /// Runs a script with <c>/bin/sh -eu</c>: it ends at the first command that fails and at the first variable that is not
    /// set. Its commands find nothing on standard input.
    /// </summary>
    /// <param name="script">A constant, which rule TPT024 checks: pass values as arguments, or in the environment.</param>
    /// <param name="arguments">The script's <c>$1</c>, <c>$2</c>, …; in double quotes there, each is taken as it is.</param>
    /// <param name="options">As for any program, save the input: standard input is where the script comes from.</param>
    /// <param name="cancellationToken">Ends the script and all it started, as cancelling the execution does.</param>
    /// <exception cref="ShellException">There is no <c>/bin/sh</c>, or the script ended with an exit code other than 0 that was not accepted.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ArgumentException">An argument cannot be handed to a program, or the options have an input.</exception>
    public static Task<ShellResult> ScriptAsync(
        [ConstantExpected] string script,
        IEnumerable<string>? arguments = null,
        ShellOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(script);
        options ??= Defaults;
        if (options.Input is not null || options.InputStream is not null)
            throw new ArgumentException("A script comes from standard input and has none besides: hand it values as arguments.", nameof(options));
        // A command in braces is read to its end before it begins, so nothing in it can read on in the script.
        ShellCommand command = ShellCommand.Of(Interpreter, ["-eu", "-s", "--", .. arguments ?? []], options) with
        {
            Input = ShellCommand.Text($"{{ {script}\n}} </dev/null\n"),
        };
        return new ShellRun(command, options, ActionExecution.Current).RunAsync(cancellationToken);
    }
}
