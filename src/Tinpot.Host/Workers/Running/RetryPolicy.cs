using Tinpot.Executions;
using Tinpot.Platform;

namespace Tinpot.Workers.Running;

/// <summary>Decides whether a failed attempt is followed by another, and when.</summary>
/// <param name="random">Spreads the attempts of what failed together.</param>
internal sealed class RetryPolicy(TimeProvider clock, Random random)
{
    private static readonly Backoff Pauses = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));

    /// <summary>
    /// What failed may be tried again; what was cancelled, or does not fit the action any more, is not. What takes its process
    /// with it again and again is given up, with attempts left or not.
    /// </summary>
    public ExecutionOutcome Apply(ClaimedExecution execution, ExecutionOutcome outcome, StopReason stopped)
    {
        if (stopped == StopReason.Cancel)
            return outcome;
        if (outcome.Error is { Reason: FailureReason.Crash } crash && execution.Crashes + 1 >= LostExecutionPolicy.MostCrashes)
            return LostExecutionPolicy.PoisonOf(crash.Message) with { Duration = outcome.Duration };
        return execution.Attempt <= execution.Retries
            && outcome.Error?.Reason is FailureReason.Exception or FailureReason.Timeout or FailureReason.Crash or FailureReason.Lost
            ? outcome with { State = ExecutionState.RETRY, RetryAt = clock.GetUtcNow() + Pauses.After(execution.Attempt, spread: 0.5, random) }
            : outcome;
    }
}
