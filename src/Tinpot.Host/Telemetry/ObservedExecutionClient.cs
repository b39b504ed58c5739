using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Security;

namespace Tinpot.Telemetry;

/// <summary>A store as those who ask see it, with what they ask for counted.</summary>
internal sealed class ObservedExecutionClient(IExecutionClient store, ExecutionMetrics metrics, StoreHealth health) : IExecutionClient
{
    private readonly ObservedCalls _calls = new(metrics, health);

    public async Task<IReadOnlyList<SubmitOutcome>> SubmitAsync(
        IReadOnlyList<ExecutionSubmission> submissions, CancellationToken cancellation)
    {
        IReadOnlyList<SubmitOutcome> outcomes = await _calls.WatchAsync("submit", StoreCall.Write, store.SubmitAsync(submissions, cancellation)).ConfigureAwait(false);
        for (int i = 0; i < outcomes.Count; i++)
        {
            if (outcomes[i].Status == SubmitStatus.Accepted)
                metrics.Submitted(submissions[i]);
        }

        return outcomes;
    }

    public Task<CancelOutcome> CancelAsync(Guid id, Principal by, CancellationToken cancellation) =>
        _calls.WatchAsync("cancel", StoreCall.Write, store.CancelAsync(id, by, cancellation));

    public Task<ExecutionRecord?> FindAsync(Guid id, CancellationToken cancellation) =>
        _calls.WatchAsync("find", StoreCall.Read, store.FindAsync(id, cancellation));

    public Task<ExecutionRecord?> WaitForEndAsync(Guid id, CancellationToken cancellation) =>
        _calls.WatchAsync("wait_for_end", StoreCall.Read, store.WaitForEndAsync(id, cancellation), proves: false);

    public Task<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellation) =>
        _calls.WatchAsync("list", StoreCall.Read, store.ListAsync(query, cancellation));

    public Task<IReadOnlyList<LaneLoad>> LanesAsync(CancellationToken cancellation) =>
        _calls.WatchAsync("lanes", StoreCall.Read, store.LanesAsync(cancellation));

    public Task<IReadOnlyList<EventBatch>> ReadEventsAsync(Guid id, EventRange range, CancellationToken cancellation) =>
        _calls.WatchAsync("read_events", StoreCall.Read, store.ReadEventsAsync(id, range, cancellation));

    public Task<long> CountLinesAsync(Guid id, CancellationToken cancellation) =>
        _calls.WatchAsync("count_lines", StoreCall.Read, store.CountLinesAsync(id, cancellation));

    public Task WaitForEventsAsync(Guid id, EventId after, CancellationToken cancellation) =>
        _calls.WatchAsync("wait_for_events", StoreCall.Read, store.WaitForEventsAsync(id, after, cancellation), proves: false);
}
