using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Tinpot.Actions.Arguments;
using Tinpot.Executions;
using Tinpot.Security;
using Tinpot.Telemetry;

namespace Tinpot.Workers;

/// <summary>Takes one execution from its claim to its stored end.</summary>
internal sealed partial class RunLifecycle(
    IWorkSource source, IActionRunner runner, TimeLimits limits, RetryPolicy attempts, ISecretVault vault, StoreRetry retry,
    ExecutionMetrics metrics, ILogger<RunLifecycle> logger)
{
    /// <summary>Where nothing can be started now, something may in a while; meanwhile the slot is taken, so that nobody runs in circles.</summary>
    private static readonly TimeSpan UnbegunPause = TimeSpan.FromSeconds(1);

    public async Task RunAsync(ActiveRun run)
    {
        using var telemetry = new RunTelemetry(metrics, run.Execution);
        using var sink = new LeaseEventSink(source, run, retry, fault => GiveUp(run, fault));
        ExecutionOutcome? outcome;
        using (limits.Watch(run))
            outcome = await RunAsync(run, sink).ConfigureAwait(false);
        run.End();
        await sink.CloseAsync().ConfigureAwait(false);
        if (run.Lost)
        {
            telemetry.Lose();
            return;
        }

        if (sink.Fault is { } fault)
            outcome = Failed(FailureReason.Lost, $"Its output could not be stored: {fault.Message}");
        await WriteDownAsync(run, outcome, telemetry).ConfigureAwait(false);
    }

    /// <param name="outcome">null when it never began.</param>
    private async Task WriteDownAsync(ActiveRun run, ExecutionOutcome? outcome, RunTelemetry telemetry)
    {
        // What was left behind may still be running: it is not given to another
        bool back = outcome is null || (outcome.Error?.Reason == FailureReason.Shutdown && !run.Left.IsCancellationRequested);
        ClaimedExecution execution = run.Execution;
        // A cancel that came meanwhile only the store knows of
        ExecutionOutcome? end = UnfinishedWork.AfterRelease(cancelRequested: false, execution.Attempt, execution.Retries, begun: outcome is not null);
        try
        {
            await retry.RunAsync(
                token =>
                {
                    run.Guard();
                    return back
                        ? source.ReleaseAsync(run.Lease, begun: outcome is not null, token)
                        : source.FinishAsync(run.Lease, end = attempts.Apply(execution, outcome!, run.Stop.Reason), token);
                },
                CancellationToken.None).ConfigureAwait(false);
            telemetry.Finish(end?.State ?? ExecutionState.PENDING, end?.Error);
        }
        catch (OwnershipLostException)
        {
            telemetry.Lose();
            if (run.Lose())
                LogLost(execution.Action, run.Lease.ExecutionId);
        }
        catch (StoreUnavailableException error)
        {
            telemetry.Lose();
            LogUnfinished(error, execution.Action, run.Lease.ExecutionId, outcome?.State ?? ExecutionState.PENDING);
        }
    }

    private async Task<ExecutionOutcome?> RunAsync(ActiveRun run, LeaseEventSink sink)
    {
        try
        {
            return await runner.RunAsync(Reveal(run.Execution), sink, run.Stop).WaitAsync(run.Left).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (run.Left.IsCancellationRequested)
        {
            return Failed(FailureReason.Shutdown, "The host was shutting down, and the action did not end in time after it was asked to stop.");
        }
        catch (Exception error) when (error is ChildStartException or ProgramReplacedException)
        {
            LogUnbegun(run.Execution.Action, run.Lease.ExecutionId, error.Message);
            await Task.Delay(UnbegunPause, run.Stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return null;
        }
        catch (Exception error) when (error is CryptographicException or InvalidDataException)
        {
            return Failed(FailureReason.Validation,
                "Its secret values cannot be decrypted; the host's key (TINPOT_KEY) is another than when it was asked for. Run it again.");
        }
        catch (Exception error)
        {
            // A runner reports what an action does; this is a fault of the runner, and must not take the worker along.
            LogFault(error, run.Execution.Action, run.Lease.ExecutionId);
            return Failed(FailureReason.Crash, $"The worker failed to run the action: {error.Message}");
        }
    }

    /// <summary>Puts the secrets back into the arguments, and hands their values on to be masked.</summary>
    private ClaimedExecution Reveal(ClaimedExecution execution)
    {
        if (execution.Secrets is not { } cipher)
            return execution;
        byte[] secrets = vault.Unprotect(cipher.Span, execution.Lease.ExecutionId);
        return execution with { Arguments = SecretArguments.Merge(execution.Arguments.Span, secrets), Secrets = secrets };
    }

    private void GiveUp(ActiveRun run, Exception fault)
    {
        if (fault is OwnershipLostException)
        {
            if (run.Lose())
                LogLost(run.Execution.Action, run.Lease.ExecutionId);
            return;
        }

        LogUnstored(fault, run.Execution.Action, run.Lease.ExecutionId);
        run.Stop.Stop(StopReason.Shutdown);
    }

    private static ExecutionOutcome Failed(FailureReason reason, string message) =>
        ExecutionOutcome.Failure(new ExecutionError(reason.ToString().ToLowerInvariant(), message, reason));

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Execution {Execution} of {Action} has another owner, may have one, or is gone; it is stopped here and nothing more is written to it.")]
    private partial void LogLost(string action, Guid execution);

    [LoggerMessage(Level = LogLevel.Error, Message =
        "The store was away for too long to hold the output of execution {Execution} of {Action}; it is stopped.")]
    private partial void LogUnstored(Exception error, string action, Guid execution);

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Execution {Execution} of {Action} ended {State}, but the store was away for too long to write that down; it will be shown as lost.")]
    private partial void LogUnfinished(Exception error, string action, Guid execution, ExecutionState state);

    [LoggerMessage(Level = LogLevel.Error, Message = "Execution {Execution} of {Action} was not begun and waits again: {Reason}")]
    private partial void LogUnbegun(string action, Guid execution, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The worker failed to run execution {Execution} of {Action}.")]
    private partial void LogFault(Exception error, string action, Guid execution);
}
