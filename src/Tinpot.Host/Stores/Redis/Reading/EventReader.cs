using System.Globalization;
using StackExchange.Redis;
using Tinpot.Executions.Events;
using Tinpot.Stores.Redis.Scripts;

namespace Tinpot.Stores.Redis.Reading;

/// <summary>Reads the stored events of executions.</summary>
/// <param name="last">The last event of an execution, as its head counts them.</param>
internal sealed class EventReader(Shard shard, ScriptRunner scripts, Func<Guid, Task<EventId>> last)
{
    /// <summary>Larger than any batch that a host stores.</summary>
    private const int LongestBatch = 16 * 1024 * 1024;

    private readonly FollowingEvents _following = new(shard, scripts);

    public async Task<IReadOnlyList<EventBatch>> ReadAsync(Guid id, EventRange range) =>
        await _following.ReadAsync(id, range).ConfigureAwait(false) ?? await SearchAsync(id, range).ConfigureAwait(false);

    private async Task<IReadOnlyList<EventBatch>> SearchAsync(Guid id, EventRange range)
    {
        for (int asked = 0; ;)
        {
            List<EventBatch> stored = await RunAsync(id, range).ConfigureAwait(false);
            // A damaged batch says nothing of its end, and is read again after its first event
            List<EventBatch> batches = [.. stored.Where(batch => batch.Last.CompareTo(range.After) > 0)];
            if (batches.Count > 0 || stored.Count == asked)
            {
                return batches.Count == 0 && asked > 0 && StoredEvents.UnreadableEnd(range, await last(id).ConfigureAwait(false)) is { } end
                    ? [end]
                    : batches;
            }

            // Something may stand behind it that it left no room for
            asked = stored.Count;
            range = range with { MaxBytes = range.MaxBytes + stored.Sum(batch => batch.Payload.Length) + LongestBatch };
        }
    }

    private async Task<List<EventBatch>> RunAsync(Guid id, EventRange range)
    {
        RedisResult answer = await scripts.RunBulkAsync(RedisScript.Read, shard, new ScriptArguments()
            .Add(id).Add(range.After.Fence).Add(range.After.Sequence)
            .Add(range.FromLine?.ToString(CultureInfo.InvariantCulture)).Add(range.CallsOnly).Add(range.MaxBytes)).ConfigureAwait(false);
        var values = (RedisResult[])answer!;
        var batches = new List<EventBatch>(values.Length / 3);
        for (int i = 0; i < values.Length; i += 3)
        {
            EventId.TryParse((string)values[i]!, out EventId first);
            batches.Add(BatchReader.Read(
                first, (string)values[i + 1]!, (byte[])values[i + 2]!, (damaged, reason) => scripts.Report("event", $"{id:N}:e {damaged}", reason)));
        }

        return batches;
    }
}
