using Tinpot.Schemas;

namespace Tinpot.Actions;

/// <summary>What became of a request to run an action.</summary>
internal abstract record SubmissionResult
{
    private SubmissionResult()
    {
    }

    /// <param name="Replayed">The idempotency key named an execution that exists already; this is it.</param>
    internal sealed record Accepted(Guid Id, ActionDescriptor Action, bool Replayed) : SubmissionResult;

    internal sealed record UnknownAction(string Name, string? DidYouMean) : SubmissionResult;

    internal sealed record Invalid(IReadOnlyList<SchemaError> Errors) : SubmissionResult;

    /// <summary>The idempotency key was used for another request.</summary>
    internal sealed record KeyConflict : SubmissionResult;

    internal sealed record QueueFull(string Queue) : SubmissionResult;
}
