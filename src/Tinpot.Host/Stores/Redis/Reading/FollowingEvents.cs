using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Stores.Redis.Scripts;

namespace Tinpot.Stores.Redis.Reading;

/// <summary>Reads what follows an event from the stream itself, as a follower of an execution does all the time.</summary>
/// <remarks>In a script each batch would become a string of Lua, which the server reads once more, byte by byte, to compute its hash.</remarks>
internal sealed class FollowingEvents(Shard shard, ScriptRunner scripts)
{
    /// <summary>Batches that are asked for at once. Those of a flood fill a page.</summary>
    private const int AtOnce = 3;

    /// <returns>null when only the script can tell what is to be read.</returns>
    public async Task<IReadOnlyList<EventBatch>?> ReadAsync(Guid id, EventRange range)
    {
        if (range is not { FromLine: null, CallsOnly: false })
            return null;
        StreamEntry[] entries;
        try
        {
            entries = await scripts.ReadAsync(database => database.StreamRangeAsync(
                shard.Execution(id).Append(":e"), $"({range.After}", "+", AtOnce, flags: CommandFlags.DemandMaster)).ConfigureAwait(false);
        }
        catch (StoreUnavailableException damaged) when (Unreadable.Is(damaged))
        {
            return null;
        }

        var batches = new List<EventBatch>(entries.Length);
        long bytes = 0;
        foreach (StreamEntry entry in entries)
        {
            if (Read(entry) is not { } batch || !Continues(batches, range.After, batch))
                return null;
            bytes += batch.Payload.Length;
            if (batches.Count > 0 && bytes > range.MaxBytes)
                break;
            batches.Add(batch);
        }

        // Nothing may mean that the batch of the event goes on after it; and many small batches are collected by the script
        return batches.Count > 0 && (entries.Length < AtOnce || bytes >= range.MaxBytes / 2) ? batches : null;
    }

    /// <summary>Whether nothing is between: events of a batch that began before, or some that are missing.</summary>
    private static bool Continues(List<EventBatch> batches, EventId after, EventBatch batch)
    {
        EventId before = batches is [.., var last] ? last.Last : after;
        return before == EventId.Start || batch.First == before with { Sequence = before.Sequence + 1 };
    }

    /// <returns>null when anything of it is damaged.</returns>
    private static EventBatch? Read(StreamEntry entry)
    {
        if (!EventId.TryParse(entry.Id, out EventId first) || entry.Values is not [var meta, var payload])
            return null;
        bool damaged = false;
        EventBatch batch = BatchReader.Read(first, (string)meta.Value!, (byte[])payload.Value!, (_, _) => damaged = true);
        return damaged ? null : batch;
    }
}
