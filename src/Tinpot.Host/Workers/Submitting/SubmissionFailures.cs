using Tinpot.Executions;

namespace Tinpot.Workers.Submitting;

/// <summary>What an action is told of executions that it submitted and that did not succeed.</summary>
internal static class SubmissionFailures
{
    public const string RefusedReason = "refused";

    /// <summary>It was never stored.</summary>
    public static ActionFailedException Refused(Guid id, string action, string message) =>
        new(id, action, null, RefusedReason, RefusedReason, message);

    public static ActionFailedException TooLarge(Guid id, string action, int bytes) => Refused(
        id, action, $"Its arguments are {bytes} bytes; at most {SubmittedCalls.LongestArguments} can be submitted from code. Pass the name of a file or a key instead of its content.");

    public static ActionFailedException TooDeep(Guid id, string action) => Refused(
        id, action, $"{SubmittedCalls.DeepestChain} executions already form a chain in which each waits for the one that it submitted; this is the limit. Check whether an action submits itself. Call the action instead of submitting it, or submit all parts from one action.");

    public static ActionFailedException Unavailable(Guid id, string action, StoreUnavailableException error) => new(
        id, action, null, "unavailable", typeof(StoreUnavailableException).FullName!,
        $"The store was unavailable for too long. When it is available again, look up execution {id} to see whether it runs. {error.Message}", error);

    /// <summary>The store failed in a way that is not known to pass.</summary>
    public static ActionFailedException Failed(Guid id, string action, Exception error) => new(
        id, action, null, "unavailable", error.GetType().FullName!,
        $"The store failed while execution {id} was submitted or awaited, so the execution was cancelled: {(error.InnerException ?? error).Message}", error);

    /// <param name="record">As it ended; null when it is gone.</param>
    public static ActionFailedException Of(Guid id, string action, ExecutionRecord? record) => record switch
    {
        null => new(id, action, null, "lost", "lost",
            "It was deleted before its result was read; keep more finished executions (TINPOT_RETENTION_COUNT)."),
        { State: ExecutionState.REVOKED } => new(id, record.Action, "REVOKED", "cancelled", "cancelled",
            record.CancelledBy is { } by ? $"It was cancelled by {by.Name}." : "It was cancelled."),
        { Error: var error } => new(id, record.Action, "FAILURE", error!.Reason.Json().ToString(), error.Type, error.Message),
    };
}
