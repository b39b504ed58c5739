namespace Tinpot.Executions;

/// <summary>An execution that was taken from an owner that is gone.</summary>
/// <param name="State">What it is in now: PENDING when it has attempts left, else terminal.</param>
/// <param name="Reason">Why it failed; null when it did not.</param>
internal sealed record LostExecution(string Action, string Queue, ExecutionState State, FailureReason? Reason);
