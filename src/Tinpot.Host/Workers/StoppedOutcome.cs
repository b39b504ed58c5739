using Tinpot.Executions;

namespace Tinpot.Workers;

/// <summary>How an execution ends that was asked to stop and did, or was killed.</summary>
internal static class StoppedOutcome
{
    public static ExecutionOutcome Of(StopReason reason) => reason switch
    {
        StopReason.Cancel => ExecutionOutcome.Revoked,
        StopReason.Timeout => ExecutionOutcome.Failure(new ExecutionError(
            "timeout", "Its time was over before it had ended. How far it came shows its log.", FailureReason.Timeout)),
        _ => ExecutionOutcome.Failure(new ExecutionError(
            "shutdown", "The host was shut down before the action ended. Run it again.", FailureReason.Shutdown)),
    };
}
