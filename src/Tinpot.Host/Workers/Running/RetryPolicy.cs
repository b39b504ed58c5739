using Tinpot.Executions;

namespace Tinpot.Workers.Running;

/// <summary>Decides whether a failed attempt is followed by another, and when.</summary>
/// <param name="random">Spreads the attempts of what failed together.</param>
internal sealed class RetryPolicy(TimeProvider clock, Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

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
            ? outcome with { State = ExecutionState.RETRY, RetryAt = clock.GetUtcNow() + Pause(execution.Attempt) }
            : outcome;
    }

    /// <summary>One second, then twice as long each time, up to five minutes; give or take half of it.</summary>
    private TimeSpan Pause(int attempt)
    {
        TimeSpan pause = attempt > 10 ? Longest : First * Math.Pow(2, attempt - 1);
        return (pause < Longest ? pause : Longest) * (0.5 + random.NextDouble());
    }
}
