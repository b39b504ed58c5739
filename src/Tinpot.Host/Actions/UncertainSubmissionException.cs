namespace Tinpot.Actions;

/// <summary>A submission failed in the store in a way that nobody foresaw: it may have been stored.</summary>
internal sealed class UncertainSubmissionException(Guid executionId, Exception cause)
    : Exception($"The store did not confirm execution {executionId}; it may exist nevertheless: {cause.Message}", cause)
{
    /// <summary>The id that the execution has if it was stored.</summary>
    public Guid ExecutionId { get; } = executionId;
}
