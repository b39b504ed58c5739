using System.Text;
using System.Text.Json;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Security;

namespace Tinpot.Host.Tests.Stores;

/// <summary>What the store's tests put in.</summary>
internal static class Given
{
    public static readonly Principal Alice = new("keys:alice", "Alice Ångström", "keys", ["operator", "viewer"]);

    public static readonly Principal Bob = new("keys:bob", "Bob", "keys", []);

    public static readonly ClaimRequest AnyWork = new("worker-1", null, null, 1_000);

    /// <summary>Serves everything, and takes nothing.</summary>
    public static readonly ClaimRequest Nothing = AnyWork with { MaxCount = 0 };

    public static readonly ExecutionOutcome Broken =
        ExecutionOutcome.Failure(new ExecutionError("System.Exception", "It \"broke\".\r\n☃", FailureReason.Exception, "at X\n at Y"));

    public static ExecutionOutcome Outcome(ExecutionState state) => state switch
    {
        ExecutionState.SUCCESS => ExecutionOutcome.Success("""{"files": 3}"""u8.ToArray()),
        ExecutionState.FAILURE => Broken,
        _ => new ExecutionOutcome(state, null, null),
    };

    public static ExecutionSubmission Submission(string action = "clean_cache", string queue = "default", string group = "General") => new()
    {
        Id = Guid.CreateVersion7(),
        Action = action,
        Title = "Clean cache",
        Group = group,
        Queue = queue,
        ContractHash = "0123456789abcdef",
        Arguments = """{"days":7}"""u8.ToArray(),
        RequestedBy = Alice,
        RequestedVia = "api",
    };

    public static IdempotencyClaim Key(string key, string request = "a") => new(key, Encoding.UTF8.GetBytes(request));

    /// <summary>A batch of log lines with consecutive numbers.</summary>
    public static EventBatch Lines(Lease lease, long sequence, long firstLine, int lines, string text = "line")
    {
        var payload = new StringBuilder();
        for (int i = 0; i < lines; i++)
            payload.Append($$$"""{"type":"log","data":{"line":{{{firstLine + i}}},"message":"{{{text}}} {{{firstLine + i}}}"}}""").Append('\n');
        return new EventBatch(new EventId(lease.Fence, sequence), lines, firstLine, lines, 0, Encoding.UTF8.GetBytes(payload.ToString()));
    }

    /// <summary>A batch of call events.</summary>
    public static EventBatch Calls(Lease lease, long sequence, int calls)
    {
        string payload = string.Concat(Enumerable.Repeat("{\"type\":\"call\",\"data\":{}}\n", calls));
        return new EventBatch(new EventId(lease.Fence, sequence), calls, 0, 0, calls, Encoding.UTF8.GetBytes(payload));
    }

    /// <summary>The events of a batch, numbered; fails unless each is one line of JSON.</summary>
    public static IEnumerable<(EventId Id, JsonElement Event)> Events(EventBatch batch)
    {
        string[] lines = Encoding.UTF8.GetString(batch.Payload.Span).Split('\n');
        Assert.Equal("", lines[^1]);
        Assert.Equal(batch.Count, lines.Length - 1);
        for (int i = 0; i < batch.Count; i++)
            yield return (batch.First with { Sequence = batch.First.Sequence + i }, JsonElement.Parse(lines[i]));
    }
}
