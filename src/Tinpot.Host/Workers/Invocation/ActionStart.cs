using Tinpot.Executions;

namespace Tinpot.Workers.Invocation;

/// <summary>What the code of an action is told when it begins.</summary>
/// <param name="RequestedBy">Name of who asked.</param>
/// <param name="ResultLimit">Most bytes of a result, or of an item of a stream.</param>
/// <param name="ProgramGrace">So long a program that it runs may take to end after SIGTERM.</param>
/// <param name="Arguments">One JSON object in UTF-8, complete, secrets in clear.</param>
internal sealed record ActionStart(
    Guid ExecutionId, string Action, int Attempt, string RequestedBy, int ResultLimit, TimeSpan ProgramGrace, ReadOnlyMemory<byte> Arguments)
{
    /// <summary>What the action does is part of this; null when it is part of no trace.</summary>
    public TraceContext? Trace { get; init; }

    public static ActionStart Of(ClaimedExecution execution, RunnerOptions options) => new(
        execution.Lease.ExecutionId,
        execution.Action,
        execution.Attempt,
        execution.RequestedBy.Name,
        options.ResultLimit,
        // The other half is the action's, to tidy up when a program had to be killed
        options.Grace / 2,
        execution.Arguments)
    {
        // The span of this attempt if somebody records it, else that of the caller
        Trace = TraceContext.Current ?? execution.Trace,
    };
}
