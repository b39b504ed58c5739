using Tinpot.Executions;

namespace Tinpot.Workers.Stopping;

/// <summary>How an execution ends that was asked to stop and did, or was killed.</summary>
internal static class StoppedOutcome
{
    public static ExecutionOutcome Of(StopSignal stop) => stop.Reason switch
    {
        StopReason.Cancel => ExecutionOutcome.Revoked,
        StopReason.Timeout => ExecutionOutcome.Failure(new ExecutionError(
            "timeout", $"It had not ended after its time limit of {StopNotice.Seconds(stop.TimeLimit ?? TimeSpan.Zero)}.", FailureReason.Timeout)),
        _ => LostExecutionPolicy.Shutdown,
    };
}
