using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Workers.Leases;

namespace Tinpot.Workers.Running;

/// <summary>
/// Stores how a run ended. It repeats that until the store has taken it or the execution has another owner: an outcome that is not
/// stored leaves the execution running forever.
/// </summary>
internal sealed partial class OutcomeWriter(IWorkSource source, RetryPolicy attempts, TimeProvider clock, ILogger logger)
{
    /// <summary>After this many failures of an unknown kind the outcome itself may be what the store cannot take.</summary>
    private const int MostUnknownFailures = 3;

    /// <summary>A host that shuts down waits this long for the store.</summary>
    public TimeSpan ShutdownPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <param name="outcome">null when the run never began; it is given back then.</param>
    /// <param name="last">The last events, stored with the end; null when all are stored.</param>
    /// <param name="next">What to claim for the slot that becomes free, asked before each attempt; null = nothing.</param>
    /// <exception cref="OwnershipLostException">The execution has another owner.</exception>
    /// <exception cref="StoreUnavailableException">The host shuts down and the store did not come back.</exception>
    public async Task<StoredEnd> WriteAsync(ActiveRun run, ExecutionOutcome? outcome, EventBatch? last, Func<ClaimRequest?> next)
    {
        int unknown = 0;
        long? leaving = null;
        for (int failures = 1; ; failures++)
        {
            try
            {
                run.Guard();
                // What fails in a way that nobody knows may be the claim
                return await WriteOnceAsync(run, outcome, last, unknown == 0 ? next() : null).ConfigureAwait(false);
            }
            catch (Exception error) when (error is not OwnershipLostException)
            {
                if (run.Abandoned.IsCancellationRequested && clock.GetElapsedTime(leaving ??= clock.GetTimestamp()) > ShutdownPatience)
                    throw error as StoreUnavailableException ?? new StoreUnavailableException(error.Message, error);
                if (error is not StoreUnavailableException && ++unknown == MostUnknownFailures)
                {
                    LogReplaced(error, run.Execution.Action, run.Lease.ExecutionId, outcome?.State ?? ExecutionState.PENDING);
                    (outcome, last) = (Unstored(error), null);
                }
            }

            await Task.Delay(StoreRetry.Pauses.After(failures), clock, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<StoredEnd> WriteOnceAsync(ActiveRun run, ExecutionOutcome? outcome, EventBatch? last, ClaimRequest? next)
    {
        ClaimedExecution execution = run.Execution;
        // An action that was left behind may still be running, so nobody else may get the execution
        if (outcome is null || (outcome.Error?.Reason == FailureReason.Shutdown && !run.Abandoned.IsCancellationRequested))
        {
            if (last is not null)
                await source.AppendAsync(run.Lease, last, CancellationToken.None).ConfigureAwait(false);
            await source.ReleaseAsync(run.Lease, begun: outcome is not null, CancellationToken.None).ConfigureAwait(false);
            // Only the store knows of a cancel that came meanwhile
            return new StoredEnd(
                LostExecutionRules.AfterRelease(cancelRequested: false, execution.Attempt, execution.Retries, begun: outcome is not null).End, []);
        }

        ExecutionOutcome end = attempts.Apply(execution, outcome, run.Stop.Reason);
        var report = new FinishReport(run.Lease, end) { Events = last, Next = next };
        return new StoredEnd(end, await source.FinishAsync(report, CancellationToken.None).ConfigureAwait(false));
    }

    private static ExecutionOutcome Unstored(Exception error) => ExecutionOutcome.Failure(new ExecutionError(
        "lost", $"The result could not be stored: {error.Message} Its log shows how far it got.", FailureReason.Lost));

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Execution {Execution} of {Action} ended {State}, but the store rejects this result; a failure with the reason is stored instead.")]
    private partial void LogReplaced(Exception error, string action, Guid execution, ExecutionState state);
}
