using System.Text;
using System.Text.Json;
using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Stores.Redis;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>What must be true of a store after every fault, when all is quiet again.</summary>
internal static class StoreInvariants
{
    /// <summary>Keys that stay: indexes, which are trimmed, and counters.</summary>
    private static readonly string[] Lasting = ["all", "a:", "i:", "q:", "g:", "r:", "listed", "seq", "ready", "lanes", "waiting", "running_by", "finished"];

    /// <summary>
    /// Nobody died, so each accepted execution was begun once and has succeeded (I1–I5), its events are one row without gap
    /// or repetition (I7), and nothing is left over (I8).
    /// </summary>
    public static async Task HoldAsync(StoreLoad load, StoreNode beside)
    {
        Assert.Empty(load.Lost);
        Assert.Equal(load.Accepted.Count, load.Starts.Count);
        Assert.Equal(load.Accepted.Order(), load.Starts.Select(start => start.ExecutionId).Order());
        Assert.All(load.Starts, start => Assert.Equal(1, start.Fence));
        foreach (Guid id in load.Accepted)
        {
            ExecutionRecord record = await beside.Store.FindAsync(id, CancellationToken.None) ?? throw new InvalidOperationException($"{id} is gone.");
            Assert.Equal(ExecutionState.SUCCESS, record.State);
            Assert.Equal("1", Encoding.UTF8.GetString(record.Result!.Value.Span));
            Assert.Equal(["0-1 state PENDING", "1-1 state STARTED", "1-2 log", "1-3 complete SUCCESS"], await StoryAsync(beside.Store, id));
        }

        await NothingIsLeftAsync(beside);
    }

    /// <summary>Nothing waits, nothing runs, nothing is counted that is not there, and what is kept ends by itself.</summary>
    public static async Task NothingIsLeftAsync(StoreNode beside)
    {
        foreach (Shard shard in beside.Store.Shards)
        {
            Assert.Equal(0, await beside.Database.SortedSetLengthAsync(shard.Key("running")));
            Assert.Equal(0, await beside.Database.SortedSetLengthAsync(shard.Key("due")));
            Assert.All(await beside.Database.HashGetAllAsync(shard.Key("waiting")), count => Assert.Equal(0, (long)count.Value));
            Assert.All(await beside.Database.HashGetAllAsync(shard.Key("running_by")), count => Assert.Equal(0, (long)count.Value));
            foreach (RedisValue lane in await beside.Database.SetMembersAsync(shard.Key("lanes")))
                Assert.Equal(0, await beside.Database.SortedSetLengthAsync(shard.Key("lane:" + lane)));
        }

        foreach (string key in await KeysWithoutEndAsync(beside))
            Assert.Contains(Lasting, name => key == name || (name.EndsWith(':') && key.StartsWith(name, StringComparison.Ordinal)));
    }

    /// <summary>The events in short, which are numbered without a gap under each fence.</summary>
    public static async Task<List<string>> StoryAsync(IExecutionClient store, Guid id)
    {
        List<string> story = [];
        EventId after = EventId.Start;
        while (await store.ReadEventsAsync(id, new EventRange { After = after }, CancellationToken.None) is { Count: > 0 } batches)
        {
            foreach (EventBatch batch in batches)
            {
                string[] lines = Encoding.UTF8.GetString(batch.Payload.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
                Assert.Equal(batch.Count, lines.Length);
                story.AddRange(lines.Select((line, i) => $"{batch.First with { Sequence = batch.First.Sequence + i }} {Short(JsonElement.Parse(line))}"));
            }

            after = batches[^1].Last;
        }

        return story;
    }

    private static string Short(JsonElement one) => one.GetProperty("type").GetString() switch
    {
        "state" => $"state {one.GetProperty("data").GetProperty("state")}",
        "complete" => $"complete {one.GetProperty("state")}",
        string type => type,
        null => throw new InvalidOperationException("An event without a type."),
    };

    /// <summary>Without the prefix of their shard.</summary>
    private static async Task<List<string>> KeysWithoutEndAsync(StoreNode beside)
    {
        List<string> keys = [];
        foreach (IServer server in beside.Database.Multiplexer.GetServers().Where(server => !server.IsReplica))
        {
            await foreach (RedisKey key in server.KeysAsync(pattern: "tp:{*", pageSize: 1000))
            {
                string name = key.ToString();
                // One that ended since it was listed has no end to tell of either
                if (await beside.Database.KeyTimeToLiveAsync(key) is null && await beside.Database.KeyExistsAsync(key))
                    keys.Add(name[(name.IndexOf('}', StringComparison.Ordinal) + 2)..]);
            }
        }

        return keys;
    }
}
