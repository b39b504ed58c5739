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
        id, action, $"Its arguments are {bytes} bytes; at most {SubmittedCalls.LongestArguments} are submitted from code. Pass a file's name or a key instead of what it holds.");

    public static ActionFailedException TooDeep(Guid id, string action) => Refused(
        id, action, $"{SubmittedCalls.DeepestChain} executions wait for one another already, each for the one it submitted, and no more may join such a chain. Does an action submit itself? Call the action instead of submitting it, or submit the parts from one place.");

    public static ActionFailedException Unavailable(Guid id, string action, StoreUnavailableException error) => new(
        id, action, null, "unavailable", typeof(StoreUnavailableException).FullName!,
        $"The store was away for too long; whether it runs is shown by execution {id} when the store is back. {error.Message}", error);

    /// <summary>The store failed in a way that is not known to pass.</summary>
    public static ActionFailedException Failed(Guid id, string action, Exception error) => new(
        id, action, null, "unavailable", error.GetType().FullName!,
        $"The store failed while execution {id} was submitted or waited for, so that was cancelled: {(error.InnerException ?? error).Message}", error);

    /// <param name="record">As it ended; null when it is gone.</param>
    public static ActionFailedException Of(Guid id, string action, ExecutionRecord? record) => record switch
    {
        null => new(id, action, null, "lost", "lost",
            "It was deleted before its end was seen here; keep more finished executions (TINPOT_RETENTION_COUNT)."),
        { State: ExecutionState.REVOKED } => new(id, record.Action, "REVOKED", "cancelled", "cancelled",
            record.CancelledBy is { } by ? $"It was cancelled by {by.Name}." : "It was cancelled."),
        { Error: var error } => new(id, record.Action, "FAILURE", error!.Reason.Json().ToString(), error.Type, error.Message),
    };
}
