using Tinpot.Executions.Events;
using Tinpot.Security;

namespace Tinpot.Executions;

/// <summary>What those who ask need of a store: submit, cancel, query, read and follow events.</summary>
/// <remarks>Every method may throw <see cref="StoreUnavailableException"/>; nothing is half-written then.</remarks>
internal interface IExecutionClient
{
    /// <summary>Stores the submissions in one transaction, each with its own outcome, in order. Returns once they are durable.</summary>
    Task<IReadOnlyList<SubmitOutcome>> SubmitAsync(IReadOnlyList<ExecutionSubmission> submissions, CancellationToken cancellation);

    Task<CancelOutcome> CancelAsync(Guid id, Principal by, CancellationToken cancellation);

    Task<ExecutionRecord?> FindAsync(Guid id, CancellationToken cancellation);

    Task<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellation);

    /// <summary>Returns when the execution has ended, at once if it has already. Looks at its state only, never at its events.</summary>
    /// <returns>The execution at its end; null when there is no such execution, or when it was removed meanwhile.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled, or the store closes.</exception>
    Task<ExecutionRecord?> WaitForEndAsync(Guid id, CancellationToken cancellation);

    /// <summary>What waits and runs, for each lane in which something does; in no order.</summary>
    Task<IReadOnlyList<LaneLoad>> LanesAsync(CancellationToken cancellation);

    /// <summary>Reads stored events in order; empty when there are none (yet) in the range.</summary>
    Task<IReadOnlyList<EventBatch>> ReadEventsAsync(Guid id, EventRange range, CancellationToken cancellation);

    /// <summary>The line number of the last stored log line; 0 when there is none.</summary>
    Task<long> CountLinesAsync(Guid id, CancellationToken cancellation);

    /// <summary>
    /// Returns when the store may hold events after <paramref name="after"/>, at once if it does already.
    /// May return early; never sleeps through an event.
    /// </summary>
    Task WaitForEventsAsync(Guid id, EventId after, CancellationToken cancellation);
}
