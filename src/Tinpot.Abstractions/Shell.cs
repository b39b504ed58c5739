using Tinpot.Runtime;

namespace Tinpot;

/// <summary>Runs programs: a program and a list of arguments, never a string for a shell to take apart.</summary>
public static class Shell
{
    /// <summary>
    /// Runs a program to its end. What it prints appears in the log of the current call as it comes, standard output as
    /// INFO and standard error as WARNING, read as UTF-8; outside an execution it goes to the console. Standard input is empty.
    /// </summary>
    /// <param name="program">A program on the <c>PATH</c>, or a path.</param>
    /// <param name="arguments">Each reaches the program as it is: nothing is split, expanded or quoted.</param>
    /// <param name="cancellationToken">
    /// Ends the program and all it started. So does cancelling the execution it runs in, with or without a token here.
    /// </param>
    /// <returns>What it printed to standard output.</returns>
    /// <exception cref="ShellException">It could not be started, or ended with an exit code other than 0.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<ShellResult> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(program);
        ArgumentNullException.ThrowIfNull(arguments);
        ActionExecution? execution = ActionExecution.Current;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, execution?.Cancellation.Token ?? CancellationToken.None);
        stop.Token.ThrowIfCancellationRequested();
        return await new ShellRun(program, [.. arguments], execution).RunAsync(stop.Token).ConfigureAwait(false);
    }
}
