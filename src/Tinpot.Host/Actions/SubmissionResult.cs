using System.Globalization;
using Tinpot.Executions.Limits;
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

    /// <summary>Another execution, or an execution of another principal, has the id.</summary>
    internal sealed record ForeignId(Guid Id) : SubmissionResult;

    /// <summary>The concurrency limit of the action is reached by running and waiting executions, and the action rejects further ones.</summary>
    internal sealed record LimitReached(string Action, ConcurrencyLimit Limit) : SubmissionResult
    {
        /// <summary>What to tell who asked.</summary>
        public string Sentence => string.Create(CultureInfo.InvariantCulture,
            $"Action '{Action}' runs at most {Times} at a time{Per}, and this limit is reached by executions that run or wait. Try again when one has ended.");

        private string Times => Limit.Limit == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{Limit.Limit} times");

        private string Per => Limit.Key is { } key ? $" for each value of '{key}'" : "";
    }

    /// <summary>Who waits for it holds every place under a limit of it, so that it could never start.</summary>
    internal sealed record WaitsForItself(string Action, ExecutionLimit Limit) : SubmissionResult
    {
        /// <summary>What to tell who asked.</summary>
        public string Sentence => string.Create(CultureInfo.InvariantCulture,
            $"'{Action}' needs a concurrency slot of '{Limit.Name}'{Under}, but the executions that wait for it hold all {Limit.MaxConcurrent} slots, so none of them would ever end. Call the action instead of submitting it, or remove the limit from one of them.");

        private string Under => Limit.Key is { } key ? $" for {key}" : "";
    }

    internal sealed record QueueFull(string Queue) : SubmissionResult;
}
