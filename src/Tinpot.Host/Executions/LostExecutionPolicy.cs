namespace Tinpot.Executions;

/// <summary>What becomes of work that its owner did not finish. One rule and one wording for every store.</summary>
internal static class LostExecutionPolicy
{
    /// <summary>So many processes may die of one execution. It is given up then, whatever attempts it has left.</summary>
    public const int MostCrashes = 3;

    /// <summary>What the log of the execution says when its owner is gone.</summary>
    public const string LossMessage = "The process that ran this action ended before the action did.";

    public static readonly ExecutionOutcome Lost = ExecutionOutcome.Failure(new ExecutionError(
        "lost", LossMessage + " Its log shows how far it got. Run it again if that is safe.", FailureReason.Lost));

    public static readonly ExecutionOutcome Shutdown = ExecutionOutcome.Failure(new ExecutionError(
        "shutdown", "The host was shut down before the action ended. Run it again.", FailureReason.Shutdown));

    /// <summary>The last process was lost with its worker, so nobody knows more.</summary>
    public static readonly ExecutionOutcome Poison = PoisonOf(LossMessage);

    /// <param name="last">What the last process died of.</param>
    public static ExecutionOutcome PoisonOf(string last) => ExecutionOutcome.Failure(new ExecutionError(
        "poison",
        "Three processes crashed while they ran it, so there are no further attempts. "
        + $"Its log shows how far each attempt got. Correct the action or its arguments, then run it again. The last crash: {last}",
        FailureReason.Poison));

    /// <summary>Its record is damaged, so nothing can be run.</summary>
    public static ExecutionOutcome UnreadableOf(Exception reason) => ExecutionOutcome.Failure(new ExecutionError(
        "validation",
        "The stored record of this execution cannot be read, so it was not run: it is damaged, or another version wrote it. "
        + $"Submit it again. {reason.Message}",
        FailureReason.Validation));
}
