using System.Globalization;
using Tinpot.Executions;
using Tinpot.Platform.Processes;
using Tinpot.Workers.Log;

namespace Tinpot.Workers.Pool;

/// <summary>How an execution ends whose process died of it.</summary>
internal static class CrashOutcome
{
    /// <summary>What it died of, in a sentence: what it printed last stands in the log already.</summary>
    public static string Cause(ChildResult.Died end) => end switch
    {
        { Fault: { } fault } => $"The host ended the process that ran the action: {fault}",
        { Origin: { Execution: { } execution, Cause: var left, IsSuspicion: true } } =>
            $"{How(end.ExitCode)} Code that {execution} had left running in the process ({left}) may have caused this.",
        { Origin: { Execution: { } execution, Cause: var cause } } =>
            $"{How(end.ExitCode)} The action did not cause this: code that {execution} had left running in the process did, by {cause}.",
        _ => How(end.ExitCode),
    };

    public static ExecutionOutcome Of(ChildResult.Died end, SecretMasker masker)
    {
        string how = Cause(end);
        string said = masker.Apply(end.LastLines);
        return ExecutionOutcome.Failure(new ExecutionError(
            "crash", said.Length == 0 ? how : $"{how} Its last output:\n{said}", FailureReason.Crash));
    }

    private static string How(int exitCode)
    {
        if (exitCode > Signals.ExitCodeBase && Signals.NameOf(exitCode - Signals.ExitCodeBase) is { } signal)
        {
            string hint = exitCode - Signals.ExitCodeBase == Signals.Kill ? " Another process killed it, or the system was out of memory." : "";
            return string.Create(CultureInfo.InvariantCulture, $"The process that ran the action was ended by {signal} (exit code {exitCode}).{hint}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"The process that ran the action ended with exit code {exitCode} before the action did.");
    }
}
