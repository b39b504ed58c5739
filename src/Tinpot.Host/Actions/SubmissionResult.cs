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

    /// <summary>Nothing was stored.</summary>
    /// <param name="Sentence">Why, for the one who asked.</param>
    internal abstract record Rejected(string Sentence) : SubmissionResult;

    internal sealed record UnknownAction(string Name, string? DidYouMean) : Rejected(
        DidYouMean is null ? $"There is no action '{Name}'." : $"There is no action '{Name}'. Did you mean '{DidYouMean}'?");

    internal sealed record Invalid(string Action, IReadOnlyList<SchemaError> Errors) : Rejected(
        $"The parameters of '{Action}' are invalid: {string.Join("; ", Errors.Select(error => $"{error.Path}: {error.Message}"))}");

    /// <summary>The principal may not run the action.</summary>
    internal sealed record Denied(string Reason) : Rejected(Reason);

    /// <summary>The idempotency key was used for another request.</summary>
    internal sealed record KeyConflict() : Rejected(
        "The idempotency key was used within 24 hours for another action or other arguments. Use a new key for a new request.");

    /// <summary>Another execution, or an execution of another principal, has the id.</summary>
    internal sealed record ForeignId(Guid Id) : Rejected($"Another execution has the id {Id}.");

    internal sealed record QueueFull(string Queue) : Rejected(
        $"Queue '{Queue}' is full (TINPOT_QUEUE_LIMIT). Try again later.");

    /// <summary>The concurrency limit of the action is reached by running and waiting executions, and the action rejects further ones.</summary>
    internal sealed record LimitReached(string Action, ConcurrencyLimit Limit) : Rejected(string.Create(CultureInfo.InvariantCulture,
        $"Action '{Action}' runs at most {Times(Limit.Limit)} at a time{(Limit.Key is { } key ? $" for each value of '{key}'" : "")}, and this limit is reached by executions that run or wait. Try again when one has ended."))
    {
        private static string Times(int limit) => limit == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{limit} times");
    }

    /// <summary>Executions that wait for it hold every slot under one of its limits, so that it could never start.</summary>
    internal sealed record WouldDeadlock(string Action, ExecutionLimit Limit) : Rejected(string.Create(CultureInfo.InvariantCulture,
        $"'{Action}' needs a concurrency slot of '{Limit.Name}'{(Limit.Key is { } key ? $" for {key}" : "")}, but the executions that wait for it hold all {Limit.MaxConcurrent} slots, so none of them would ever end. Call the action instead of submitting it, or remove the limit from one of them."));
}
