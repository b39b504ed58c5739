using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using Tinpot.Runtime;
using Tinpot.Schemas;
using Tinpot.Telemetry;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Log;
using Tinpot.Workers.Stopping;
using Tinpot.Workers.Submitting;
using EventId = Tinpot.Executions.Events.EventId;

namespace Tinpot.Workers.Running;

/// <summary>Opens the log of an execution, and has the action run where it is to run.</summary>
internal sealed partial class ActionRunner(
    CompiledCatalog catalog, IActionIsolation isolation, RunnerOptions options, ExecutionMetrics metrics,
    ILogger<ActionRunner> logger, TimeProvider clock)
    : IActionRunner
{
    /// <summary>Takes what actions submit; null where there is no store, and that runs in this process.</summary>
    public FanOut? FanOut { get; init; }

    public async Task<ExecutionOutcome> RunAsync(ClaimedExecution execution, IEventSink events, StopSignal stop)
    {
        using var log = new ExecutionLog(
            new ExecutionLogOptions
            {
                First = new EventId(execution.Lease.Fence, 2),
                LinesBefore = execution.LinesBefore,
                BytesBefore = execution.BytesBefore,
                Limit = options.LogLimit,
                Masker = SecretMasker.Of((execution.Secrets ?? default).Span),
                Clock = clock,
                Spans = CallSpans.Of(Activity.Current),
                OnGap = lines => metrics.Dropped(execution, lines),
                OnLate = () => LogLate(execution.Action, execution.Lease.ExecutionId),
            },
            events);

        SubmittedCalls? submitted = FanOut?.Open(execution, stop);
        ExecutionOutcome outcome;
        try
        {
            outcome = Refuse(execution) ?? await isolation.RunAsync(execution, log, stop, submitted).ConfigureAwait(false);
        }
        finally
        {
            if (submitted is not null)
                await submitted.EndAsync(log.Root).ConfigureAwait(false);
        }

        await log.CompleteAsync().ConfigureAwait(false);
        // Whatever the action returned, part of its output is missing
        return log.Fault is { } fault ? Unstored(fault) : outcome;
    }

    /// <summary>What was accepted under another build may not fit this one.</summary>
    private ExecutionOutcome? Refuse(ClaimedExecution execution)
    {
        if (catalog.Find(execution.Action) is not { } action)
        {
            LogUnknown(execution.Action, execution.Lease.ExecutionId);
            return Invalid($"This worker has no action '{execution.Action}' any more. If the action has another name now, start it under that name.");
        }

        IReadOnlyList<SchemaError> errors = catalog.Check(action, execution.Arguments.Span);
        if (errors.Count > 0 && SchemaChecker.CheckSyntax(execution.Arguments.Span) is { } damage)
            return ExecutionOutcome.Failure(StoredJson.Unreadable($"What is stored as arguments is not JSON: {damage.Message}"));
        return errors.Count == 0 ? null : Invalid(
            "The arguments are not valid any more, because the action has changed since the execution was submitted: "
            + string.Join("; ", errors.Select(error => $"{error.Path}: {error.Message}")));
    }

    private static ExecutionOutcome Unstored(Exception fault) => ExecutionOutcome.Failure(new ExecutionError(
        "lost", $"Its output could not be stored: {fault.Message} Run it again if that is safe.", FailureReason.Lost));

    private static ExecutionOutcome Invalid(string message) =>
        ExecutionOutcome.Failure(new ExecutionError("validation", message, FailureReason.Validation));

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The action {Action} (execution {Execution}) wrote output after it had ended. Await everything that it starts. The output is dropped.")]
    private partial void LogLate(string action, Guid execution);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Execution {Execution} was submitted for the action {Action}, which this program does not have any more. It failed without being run.")]
    private partial void LogUnknown(string action, Guid execution);
}
