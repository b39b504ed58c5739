using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Platform;
using Tinpot.Security;
using Tinpot.Stores.Redis.Reading;
using Tinpot.Stores.Redis.Wakeups;

namespace Tinpot.Stores.Redis;

internal sealed partial class RedisStore
{
    /// <summary>A nudge may be lost; then events are seen at the latest after this time.</summary>
    private static readonly TimeSpan EventPoll = TimeSpan.FromSeconds(1);

    public async Task<IReadOnlyList<SubmitOutcome>> SubmitAsync(
        IReadOnlyList<ExecutionSubmission> submissions, CancellationToken cancellation)
    {
        if (_shards.Length == 1)
            return await _shards[0].SubmitAsync(submissions, cancellation).ConfigureAwait(false);

        if (submissions.FirstOrDefault(one => one.Limits is not null && ShardOf(one.Id) != _shards[0]) is { } astray)
            throw new InvalidOperationException($"Execution {astray.Id} takes concurrency slots, which only the first shard counts, but its id belongs to another shard.");
        var outcomes = new SubmitOutcome[submissions.Count];
        await Task.WhenAll(Enumerable.Range(0, submissions.Count).GroupBy(i => ShardOf(submissions[i].Id)).Select(async part =>
        {
            int[] places = [.. part];
            SubmitOutcome[] some = await part.Key.SubmitAsync([.. places.Select(i => submissions[i])], cancellation).ConfigureAwait(false);
            for (int i = 0; i < places.Length; i++)
                outcomes[places[i]] = some[i];
        })).ConfigureAwait(false);
        return outcomes;
    }

    public Task<CancelOutcome> CancelAsync(Guid id, Principal by, CancellationToken cancellation) =>
        ShardOf(id).CancelAsync(id, by).WaitOrAbandonAsync(cancellation);

    public Task<ExecutionRecord?> FindAsync(Guid id, CancellationToken cancellation) =>
        ShardOf(id).FindAsync(id).WaitOrAbandonAsync(cancellation);

    public async Task<ExecutionRecord?> WaitForEndAsync(Guid id, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        ShardStore shard = ShardOf(id);
        using EventSubscription joined = await _nudges.JoinAsync(id, shard.Shard, either.Token).ConfigureAwait(false);
        for (bool told = false; ;)
        {
            Task ended = joined.Ended.Next();
            // After a notification the record is read at once
            if (told || !await shard.IsUnfinishedAsync(id).WaitOrAbandonAsync(either.Token).ConfigureAwait(false))
            {
                ExecutionRecord? record = await shard.FindAsync(id).WaitOrAbandonAsync(either.Token).ConfigureAwait(false);
                if (record is null || ExecutionTransitions.IsTerminal(record.State))
                    return record;
            }

            told = await Task.WhenAny(ended, Task.Delay(EventPoll, _options.Local, either.Token)).ConfigureAwait(false) == ended;
            either.Token.ThrowIfCancellationRequested();
        }
    }

    public async Task<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellation)
    {
        var search = SearchText.For(query.Search);
        (long? before, var reader) = (await PositionAsync(query.Before).ConfigureAwait(false), new ListReader(_scripts));
        ListPart[] parts = await Task.WhenAll(_shards.Select(one => reader.ListAsync(one.Shard, query, search, before, cancellation))).ConfigureAwait(false);
        // A shard that stopped knows nothing of what is older, so the page ends there
        ListedPlace? stopped = parts.Select(part => part.Stopped).OfType<ListedPlace>().OrderByDescending(place => place.Place).Cast<ListedPlace?>().FirstOrDefault();
        List<ListedExecution> found = [.. parts.SelectMany(part => part.Found).Where(one => !(one.Place < stopped?.Place)).OrderByDescending(one => one.Place)];
        List<ExecutionRecord> items = [.. found.Take(query.Limit).Select(one => one.Record)];
        return new ExecutionPage(items, found.Count > query.Limit ? items[^1].Id : stopped?.Id);
    }

    public async Task<IReadOnlyList<LaneLoad>> LanesAsync(CancellationToken cancellation)
    {
        IReadOnlyList<LaneLoad>[] parts = await Task.WhenAll(_shards.Select(one => one.LanesAsync())).WaitOrAbandonAsync(cancellation).ConfigureAwait(false);
        return [.. parts.SelectMany(part => part).GroupBy(load => load.Lane).Select(lane => new LaneLoad(
            lane.Key, lane.Sum(load => load.Waiting), lane.Sum(load => load.Running), lane.Max(load => load.OldestWaiting)))];
    }

    /// <summary>Who follows the same execution asks the same at each event.</summary>
    public Task<IReadOnlyList<EventBatch>> ReadEventsAsync(Guid id, EventRange range, CancellationToken cancellation) =>
        _reads.AskAsync((id, range)).WaitOrAbandonAsync(cancellation);

    public async Task<long> CountLinesAsync(Guid id, CancellationToken cancellation) =>
        (await ShardOf(id).TailAsync(id).WaitOrAbandonAsync(cancellation).ConfigureAwait(false)).Line;

    public async Task WaitForEventsAsync(Guid id, EventId after, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        ShardStore shard = ShardOf(id);
        // First join, then look: an event stored in between wakes.
        using EventSubscription joined = await _nudges.JoinAsync(id, shard.Shard, either.Token).ConfigureAwait(false);
        while (true)
        {
            Task woken = joined.Signal.Next();
            if ((await shard.TailAsync(id).WaitOrAbandonAsync(either.Token).ConfigureAwait(false)).Last.CompareTo(after) > 0)
                return;
            // A notified viewer reads at once
            if (await Task.WhenAny(woken, Task.Delay(EventPoll, _options.Local, either.Token)).ConfigureAwait(false) == woken)
                return;
            either.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Where a page goes on. The cursor may have been removed; ids rise with time, as places do.</summary>
    private async Task<long?> PositionAsync(Guid? before)
    {
        if (before is not { } id)
            return null;
        try
        {
            if (await ShardOf(id).PlaceAsync(id).ConfigureAwait(false) is { } place)
                return place;
        }
        catch (UnreadableRecordException)
        {
            // As if it had been removed
        }

        return ListPlaces.First(ExecutionIds.MillisecondsOf(id));
    }
}
