using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Tinpot.Actions.Arguments;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Security;
using Tinpot.Telemetry;
using Tinpot.Workers.Leases;
using Tinpot.Workers.Pool;

namespace Tinpot.Workers.Running;

/// <summary>Takes one execution from its claim to its stored end.</summary>
internal sealed partial class RunLifecycle(
    IWorkSource source, IActionRunner runner, TimeLimits limits, RetryPolicy attempts, ISecretVault vault, StoreRetry retry,
    ExecutionMetrics metrics, TimeProvider clock, ILogger<RunLifecycle> logger)
{
    /// <summary>The pause after an execution could not be started. The slot stays occupied during the pause, so that the worker does not retry in a tight loop.</summary>
    public TimeSpan UnbegunPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Is told when an execution could not be started; null = the slot waits for a while.</summary>
    public StartCapacity? Capacity { get; init; }

    private readonly OutcomeWriter _outcomes = new(source, attempts, clock, logger);

    /// <summary>Never throws: an exception of any kind ends this one execution, with its reason.</summary>
    /// <param name="next">What to claim for the slot when the run ends; null = nothing.</param>
    /// <returns>What was claimed in the step that stored the end.</returns>
    public async Task<IReadOnlyList<ClaimedExecution>> RunAsync(ActiveRun run, Func<ClaimRequest?> next)
    {
        using var telemetry = new RunTelemetry(metrics, run.Execution, clock);
        ExecutionOutcome? outcome;
        EventBatch? last = null;
        try
        {
            (outcome, last) = await RunWithEventsAsync(run, telemetry).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            LogFault(error, run.Execution.Action, run.Lease.ExecutionId);
            outcome = Failed(FailureReason.Crash, $"The worker failed to run the action: {error.Message}") with { Duration = telemetry.Elapsed };
        }

        run.End();
        if (!run.Lost)
            return await StoreAsync(run, outcome, last, telemetry, next).ConfigureAwait(false);
        telemetry.Lose();
        return [];
    }

    /// <returns>How it ended, null when it never began; and the events that are not stored yet.</returns>
    private async Task<(ExecutionOutcome? Outcome, EventBatch? Last)> RunWithEventsAsync(ActiveRun run, RunTelemetry telemetry)
    {
        using var sink = new LeaseEventSink(source, run, retry, fault => GiveUp(run, fault));
        ExecutionOutcome? outcome;
        using (limits.Watch(run))
            outcome = await RunAsync(run, sink).ConfigureAwait(false);
        TimeSpan ran = telemetry.Elapsed;
        run.End();
        await sink.CloseAsync().ConfigureAwait(false);
        return (outcome is null ? null : outcome with { Duration = ran }, sink.Last);
    }

    private async Task<IReadOnlyList<ClaimedExecution>> StoreAsync(
        ActiveRun run, ExecutionOutcome? outcome, EventBatch? last, RunTelemetry telemetry, Func<ClaimRequest?> next)
    {
        try
        {
            StoredEnd end = await _outcomes.WriteAsync(run, outcome, last, next).ConfigureAwait(false);
            telemetry.Finish(end.Outcome?.State ?? ExecutionState.PENDING, end.Outcome?.Error);
            return end.Next;
        }
        catch (OwnershipLostException)
        {
            telemetry.Lose();
            if (run.Lose())
                LogLost(run.Execution.Action, run.Lease.ExecutionId);
        }
        catch (Exception error)
        {
            telemetry.Lose();
            LogUnfinished(run.Execution.Action, run.Lease.ExecutionId, outcome?.State ?? ExecutionState.PENDING, error.Message);
        }

        return [];
    }

    private async Task<ExecutionOutcome?> RunAsync(ActiveRun run, LeaseEventSink sink)
    {
        try
        {
            if (Reveal(run.Execution, out ClaimedExecution execution) is { } refusal)
                return Failed(FailureReason.Validation, refusal);
            return await runner.RunAsync(execution, sink, run.Stop).WaitAsync(run.Abandoned).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (run.Abandoned.IsCancellationRequested)
        {
            return Failed(FailureReason.Shutdown, "The host was shutting down, and the action did not end in time after it was asked to stop.");
        }
        catch (ChildStartException error) when (Capacity is not null && (error.Shortage || error.Killed))
        {
            Capacity.Denied(error.Message);
            return null;
        }
        catch (Exception error) when (error is ChildStartException or ProgramReplacedException)
        {
            LogUnbegun(run.Execution.Action, run.Lease.ExecutionId, error.Message);
            await Task.Delay(UnbegunPause, clock, run.Stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return null;
        }
        catch (Exception error)
        {
            // A runner reports what an action does; this is a fault of the runner, and must not take the worker along.
            LogFault(error, run.Execution.Action, run.Lease.ExecutionId);
            return Failed(FailureReason.Crash, $"The worker failed to run the action: {error.Message}");
        }
    }

    /// <summary>Puts the secrets back into the arguments, and hands their values on to be masked.</summary>
    /// <returns>Why that is not possible; null when it is done.</returns>
    private string? Reveal(ClaimedExecution stored, out ClaimedExecution execution)
    {
        execution = stored;
        if (stored.Secrets is not { } cipher)
            return null;
        try
        {
            byte[] secrets = vault.Unprotect(cipher.Span, stored.Lease.ExecutionId);
            execution = stored with { Arguments = SecretMerge.Merge(stored.Action, stored.Arguments, secrets), Secrets = secrets };
            return null;
        }
        catch (CryptographicException)
        {
            return "Its secret values cannot be decrypted, because the host's key (TINPOT_KEY) has changed since it was submitted. Run it again.";
        }
        catch (InvalidDataException error)
        {
            return $"Its secret values cannot be put back into its arguments. {error.Message} Run it again.";
        }
    }

    private void GiveUp(ActiveRun run, Exception fault)
    {
        if (fault is OwnershipLostException)
        {
            if (run.Lose())
                LogLost(run.Execution.Action, run.Lease.ExecutionId);
            return;
        }

        LogUnstored(run.Execution.Action, run.Lease.ExecutionId, fault.Message);
        LogUnstored(fault);
        run.Stop.Stop(StopReason.Shutdown);
    }

    private static ExecutionOutcome Failed(FailureReason reason, string message) =>
        ExecutionOutcome.Failure(new ExecutionError(reason.ToString().ToLowerInvariant(), message, reason));

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Execution {Execution} of {Action} has or may have another owner, or no longer exists. This worker stops it and writes nothing more to it.")]
    private partial void LogLost(string action, Guid execution);

    [LoggerMessage(Level = LogLevel.Error, Message =
        "The output of execution {Execution} of {Action} cannot be stored, so it is stopped: {Reason}")]
    private partial void LogUnstored(string action, Guid execution, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Why the output of an execution cannot be stored.")]
    private partial void LogUnstored(Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Execution {Execution} of {Action} ended {State}, but this could not be stored before the host shut down. It will be shown as lost: {Reason}")]
    private partial void LogUnfinished(string action, Guid execution, ExecutionState state, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Execution {Execution} of {Action} was not started and is back in its queue: {Reason}")]
    private partial void LogUnbegun(string action, Guid execution, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The worker failed to run execution {Execution} of {Action}.")]
    private partial void LogFault(Exception error, string action, Guid execution);
}
