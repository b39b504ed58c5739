using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using Tinpot.Runtime;
using Tinpot.Schemas;
using EventId = Tinpot.Executions.EventId;

namespace Tinpot.Workers;

/// <summary>Runs actions in this process.</summary>
internal sealed partial class InProcessRunner(
    CompiledCatalog catalog, ActionServices services, RunnerOptions options, ILogger<InProcessRunner> logger, TimeProvider clock)
    : IActionRunner
{
    public async Task<ExecutionOutcome> RunAsync(ClaimedExecution execution, IEventSink events, StopSignal stop)
    {
        SecretMasker masker = SecretMasker.Of((execution.Secrets ?? default).Span);
        using var log = new ExecutionLog(
            new ExecutionLogOptions
            {
                First = new EventId(execution.Lease.Fence, 2),
                LinesBefore = execution.LinesBefore,
                BytesBefore = execution.BytesBefore,
                Limit = options.LogLimit,
                Masker = masker,
                Clock = clock,
                OnLate = () => LogLate(execution.Action, execution.Lease.ExecutionId),
            },
            events);

        ExecutionOutcome outcome = Refuse(execution) ?? await RunAsync(execution, log, masker, stop).ConfigureAwait(false);
        await log.CompleteAsync().ConfigureAwait(false);
        return outcome;
    }

    /// <summary>What was accepted under another build may not fit this one.</summary>
    private ExecutionOutcome? Refuse(ClaimedExecution execution)
    {
        if (catalog.Find(execution.Action) is not { } action)
            return Invalid($"This worker has no action '{execution.Action}' any more; run it again under its present name.");
        IReadOnlyList<SchemaError> errors = catalog.Check(action, execution.Arguments.Span);
        return errors.Count == 0 ? null : Invalid(
            "The arguments no longer fit the action, which has changed since it was asked for: "
            + string.Join("; ", errors.Select(error => $"{error.Path}: {error.Message}")));
    }

    private async Task<ExecutionOutcome> RunAsync(
        ClaimedExecution execution, ExecutionLog log, SecretMasker masker, StopSignal stop)
    {
        try
        {
            ReadOnlyMemory<byte>? result = await StartThread(() => InvokeAsync(execution, log, stop)).ConfigureAwait(false);
            return ExecutionOutcome.Success(result is { } json ? masker.ApplyToJson(json) : (ReadOnlyMemory<byte>?)null);
        }
        catch (OperationCanceledException) when (stop.Reason == StopReason.Cancel)
        {
            return ExecutionOutcome.Revoked;
        }
        catch (OperationCanceledException error) when (stop.Reason != StopReason.None)
        {
            return ExecutionOutcome.Failure(Errors.Of(error, ReasonOf(stop.Reason), masker));
        }
        catch (Exception error)
        {
            log.Root.Log(LogLevel.Error, Errors.Describe(error), null);
            return ExecutionOutcome.Failure(Errors.Of(error, FailureReason.Exception, masker));
        }
    }

    /// <summary>
    /// Begins on a thread of its own: most actions block, and blocked pool threads would starve the API and every other
    /// action. Nothing that is ambient in the worker comes along.
    /// </summary>
    private static Task<T> StartThread<T>(Func<Task<T>> code)
    {
        using AsyncFlowControl suppressed = ExecutionContext.SuppressFlow();
        return Task.Factory.StartNew(code, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    private async Task<ReadOnlyMemory<byte>?> InvokeAsync(ClaimedExecution execution, ExecutionLog log, StopSignal stop)
    {
        var run = new ExecutionRun
        {
            Id = execution.Lease.ExecutionId,
            Attempt = execution.Attempt,
            RequestedBy = execution.RequestedBy.Name,
            Cancellation = new ActionCancellation(stop.Token, () => stop.Reason),
            Levels = services.CreateLogger(execution.Action),
            Catalog = catalog,
            Clock = clock,
        };
        ActionExecution root = run.Root(log.Root);
        ReadOnlyMemory<byte>? result = null;
        await run.RunAsync(root, async () =>
        {
            await using AsyncServiceScope scope = services.CreateScope();
            var invocation = new ActionInvocation(execution.Arguments, scope.ServiceProvider, root) { ResultLimit = options.ResultLimit };
            await catalog.InvokeAsync(execution.Action, invocation).ConfigureAwait(false);
            if (invocation.ResultLength > options.ResultLimit)
                throw new ResultTooLargeException(invocation.ResultLength, options.ResultLimit);
            result = invocation.WrittenResult;
        }).ConfigureAwait(false);
        return result;
    }

    private static FailureReason ReasonOf(StopReason reason) =>
        reason == StopReason.Timeout ? FailureReason.Timeout : FailureReason.Shutdown;

    private static ExecutionOutcome Invalid(string message) =>
        ExecutionOutcome.Failure(new ExecutionError("validation", message, FailureReason.Validation));

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The action {Action} (execution {Execution}) wrote output after it had ended; await what it starts. The output is dropped.")]
    private partial void LogLate(string action, Guid execution);
}
