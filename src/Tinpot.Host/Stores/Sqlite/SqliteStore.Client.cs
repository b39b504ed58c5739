using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Security;

namespace Tinpot.Stores.Sqlite;

internal sealed partial class SqliteStore
{
    public async Task<IReadOnlyList<SubmitOutcome>> SubmitAsync(
        IReadOnlyList<ExecutionSubmission> submissions, CancellationToken cancellation) =>
        await _writer.RunAsync<SubmitOutcome[]>(
            session => [.. submissions.Select(session.Submit.Run)], cancellation);

    public Task<CancelOutcome> CancelAsync(Guid id, Principal by, CancellationToken cancellation) =>
        _writer.RunAsync(session => session.Cancel.Run(id, by), cancellation);

    public Task<ExecutionRecord?> FindAsync(Guid id, CancellationToken cancellation) =>
        _readers.RunAsync(session => session.Records.Find(id), cancellation);

    public async Task<ExecutionRecord?> WaitForEndAsync(Guid id, CancellationToken cancellation)
    {
        // First join, then look: an end stored in between wakes.
        Task<ExecutionRecord?> ended = _ends.Join(id);
        try
        {
            if (_ends.IsToCome(id) || await _readers.RunAsync(session => session.Records.IsUnfinished(id), cancellation))
                await UntilClosedAsync(ended, cancellation);
            return (ended.IsCompletedSuccessfully ? await ended : null) ?? await FindAsync(id, cancellation);
        }
        finally
        {
            _ends.Leave(id, ended);
        }
    }

    public Task<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellation) =>
        _readers.RunLongAsync(session => session.Lists.List(query), cancellation);

    public Task<IReadOnlyList<LaneLoad>> LanesAsync(CancellationToken cancellation) =>
        _readers.RunLongAsync(session => session.Lanes.Read(_time.GetUtcNow()), cancellation);

    public Task<IReadOnlyList<EventBatch>> ReadEventsAsync(Guid id, EventRange range, CancellationToken cancellation) =>
        _readers.RunAsync(session => session.Events.Read(id, range), cancellation);

    public Task<long> CountLinesAsync(Guid id, CancellationToken cancellation) =>
        _readers.RunAsync(session => session.Events.Tail(id).Line, cancellation);

    public async Task WaitForEventsAsync(Guid id, EventId after, CancellationToken cancellation)
    {
        // First join, then look: an event stored in between wakes.
        Task<Guid> woken = _eventWaiters.Join(id);
        try
        {
            (EventId last, _) = await _readers.RunAsync(session => session.Events.Tail(id), cancellation);
            if (last.CompareTo(after) <= 0)
                await UntilClosedAsync(woken, cancellation);
        }
        finally
        {
            _eventWaiters.Remove(id, woken);
        }
    }

    private async Task UntilClosedAsync(Task task, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        await task.WaitAsync(either.Token);
    }
}
