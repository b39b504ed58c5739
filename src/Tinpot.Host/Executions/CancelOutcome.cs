namespace Tinpot.Executions;

internal enum CancelOutcome
{
    NotFound,
    /// <summary>It was waiting and is REVOKED now; it never starts.</summary>
    Cancelled,
    /// <summary>It runs; its owner was told (also when it had been told before).</summary>
    Cancelling,
    AlreadyRevoked,
    AlreadySucceeded,
    AlreadyFailed,
}
