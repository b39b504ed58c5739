using Microsoft.Extensions.Logging;
using Tinpot.Actions;
using Tinpot.Executions;
using Tinpot.Security;
using Tinpot.Workers.Leases;
using Tinpot.Workers.Stopping;

namespace Tinpot.Workers.Submitting;

/// <summary>Lets running actions submit executions and wait for their ends.</summary>
internal sealed partial class FanOut(
    ActionSubmitter submitter, IExecutionClient executions, ActiveRuns runs, StoreRetry retry, TimeProvider clock, ILogger<FanOut> logger)
{
    /// <summary>The pause between queries, for a store that answers one kind of query and not the other.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public SubmittedCalls Open(ClaimedExecution execution, StopSignal stop) => new(this, execution, stop);

    /// <summary>The execution as the store holds it; null when it is gone.</summary>
    public async Task<ExecutionRecord?> FindAsync(Guid id, CancellationToken cancellation)
    {
        ExecutionRecord? record = null;
        await retry.RunAsync(async token => record = await executions.FindAsync(id, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        return record;
    }

    /// <summary>How many executions are in the chain that ends with this one: itself, the one that submitted it, and so on.</summary>
    /// <param name="most">Counts no further.</param>
    public async Task<int> DepthOfAsync(ExecutionRecord? last, int most, CancellationToken cancellation)
    {
        int depth = 1;
        for (Guid? id = last?.ParentId; id is { } parent && depth < most; depth++)
            id = (await FindAsync(parent, cancellation).ConfigureAwait(false))?.ParentId;
        return depth;
    }

    /// <summary>Submits; after an unknown outcome again, which the id makes the same submission.</summary>
    public async Task<SubmissionResult> SubmitAsync(string action, SubmissionRequest request, CancellationToken cancellation)
    {
        SubmissionResult? result = null;
        await retry.RunAsync(async token => result = await submitter.SubmitAsync(action, request, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        return result!;
    }

    /// <summary>The execution at its end; null when it is gone.</summary>
    public async Task<ExecutionRecord?> EndOfAsync(Guid id, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await executions.WaitForEndAsync(id, cancellation).ConfigureAwait(false);
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(Pause, clock, cancellation).ConfigureAwait(false);
                // However long it has waited before, an outage may last as long as any other
                await FindAsync(id, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Cancels an execution if it is the caller's own: a child chooses the ids, and may name the execution of anybody. That is all
    /// that is asked here: what a running action submitted ends with it.
    /// </summary>
    public async Task CancelAsync(Guid id, Guid parent, Principal by)
    {
        try
        {
            if (await FindAsync(id, CancellationToken.None).ConfigureAwait(false) is not { } execution || execution.ParentId != parent)
                return;
            await retry.RunAsync(token => executions.CancelAsync(id, by, token), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            LogUncancelled(error, id, error.Message);
        }
    }

    public void BeginWait(Lease lease)
    {
        if (!runs.BeginWait(lease))
            LogUnparked(runs.Waiting, runs.ParkedLimit);
    }

    public void EndWait(Lease lease) => runs.EndWait(lease);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "{Waiting} executions wait for executions that they submitted. Only {Limit} of them release their slots (TINPOT_PARKED_LIMIT). If such executions occupy all slots, the executions that they wait for cannot run on this worker.")]
    private partial void LogUnparked(int waiting, int limit);

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Execution {Execution} could not be cancelled with the one that submitted it: {Reason}")]
    private partial void LogUncancelled(Exception error, Guid execution, string reason);
}
