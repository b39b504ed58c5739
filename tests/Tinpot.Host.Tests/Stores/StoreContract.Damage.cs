using System.Text;
using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Host.Tests.Stores;

public abstract partial class StoreContract
{
    private const string Good = """{"type":"log","data":{"timestamp":"2026-01-02T03:04:05.000Z","line":1,"level":"INFO","message":"good","call_depth":0,"call_id":"0","stream":"stdout"}}""";

    /// <summary>Events as a damaged disk, or another program, may leave them.</summary>
    public static TheoryData<string> DamagedEvents =>
    [
        "{", "nonsense", "", "[]", "null", "7", "\"text\"", "{}", "{\"type\":\"log\"}", "{\"type\":7,\"data\":{}}", "{\"data\":{},\"type\":\"log\"}",
        Good[..^1], Good[..40], Good + "x", Good + Good, Good.Replace("good", "go\\ud800od", StringComparison.Ordinal), Good.Replace("good", "go\\xod", StringComparison.Ordinal),
        Good.Replace("\"line\":1", "\"line\":\"1\"", StringComparison.Ordinal), Good.Replace("\"line\":1", "\"line\":1e400", StringComparison.Ordinal),
        Good.Replace("\"line\":1", "\"line\":99999999999999999999", StringComparison.Ordinal), Good.Replace("\"line\":1", "\"line\":-1", StringComparison.Ordinal),
        Good.Replace("\"line\":1", "\"line\":1.5", StringComparison.Ordinal), Good.Replace("\"line\":1,", "", StringComparison.Ordinal),
        Good.Replace(",\"message\":\"good\"", "", StringComparison.Ordinal), Good.Replace("\"good\"", "{}", StringComparison.Ordinal), Good.Replace("\"INFO\"", "3", StringComparison.Ordinal),
        "{\"type\":\"log\",\"data\":[]}", "{\"type\":\"item\",\"data\":{\"index\":0}}", "{\"type\":\"item\",\"data\":{\"index\":\"x\",\"value\":1}}",
        "{\"type\":\"gap\",\"data\":{}}", "{\"type\":\"progress\",\"data\":{\"fraction\":\"half\"}}", "{\"type\":\"state\",\"data\":{\"state\":\"SLEEPING\"}}",
        "{\"type\":\"call\",\"data\":" + new string('[', 100) + new string(']', 100) + "}", "{\"type\":\"complete\"}",
    ];

    [Theory, MemberData(nameof(DamagedEvents))]
    public async Task A_damaged_event_is_a_gap_of_one_and_those_around_it_stay(string damage)
    {
        StoreHarness store = Store;
        Lease lease = (await store.StartAsync()).Lease;
        string third = Good.Replace("\"line\":1", "\"line\":3", StringComparison.Ordinal);
        await store.AppendAsync(lease, new EventBatch(new EventId(1, 2), 3, 1, 3, 0, Encoding.UTF8.GetBytes($"{Good}\n{damage}\n{third}\n")));
        await store.FinishAsync(lease, Given.Outcome(ExecutionState.SUCCESS));

        Assert.Equal(["0-1 PENDING", "1-1 STARTED", "1-2 log", "1-3 gap", "1-4 log", "1-5 complete SUCCESS"], await store.StoryAsync(lease.ExecutionId));
        Assert.Equal(1, (await store.EventsAsync(lease.ExecutionId))[3].Event.GetProperty("data").GetProperty("lost").GetInt64());
    }

    [Theory]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98 })]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    public async Task Text_that_is_no_UTF_8_any_more_is_a_gap_of_one(byte[] bytes)
    {
        StoreHarness store = Store;
        Lease lease = (await store.StartAsync()).Lease;
        int place = Good.IndexOf("good", StringComparison.Ordinal) + 2;
        byte[] payload = [.. Encoding.UTF8.GetBytes(Good[..place]), .. bytes, .. Encoding.UTF8.GetBytes(Good[place..]), (byte)'\n'];
        await store.AppendAsync(lease, new EventBatch(new EventId(1, 2), 1, 1, 1, 0, payload));

        Assert.Equal(["0-1 PENDING", "1-1 STARTED", "1-2 gap"], await store.StoryAsync(lease.ExecutionId));
    }

    /// <summary>Its end is not known, and whoever reads on must not get it again and again.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_batch_that_does_not_hold_what_it_says_is_read_once(int held)
    {
        StoreHarness store = Store;
        Lease lease = (await store.StartAsync()).Lease;
        byte[] payload = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Good + "\n", held)));
        await store.AppendAsync(lease, new EventBatch(new EventId(1, 2), 3, 1, 3, 0, payload));

        EventId after = EventId.Start;
        for (int reads = 0; await store.Client.ReadEventsAsync(lease.ExecutionId, new EventRange { After = after }, CancellationToken.None) is { Count: > 0 } page; reads++)
        {
            Assert.True(reads < 10, $"It is read again and again: {after}");
            Assert.True(page[^1].Last.CompareTo(after) > 0);
            after = page[^1].Last;
        }

        // What the store counts is passed, so that a viewer waits for what comes
        Assert.Equal(new EventId(1, 4), after);
        Task more = store.Client.WaitForEventsAsync(lease.ExecutionId, after, CancellationToken.None);
        Assert.False(more.IsCompleted);
        await store.FinishAsync(lease, Given.Outcome(ExecutionState.SUCCESS));
        await more.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("1-5 complete SUCCESS", (await store.StoryAsync(lease.ExecutionId))[^1]);
        foreach (EventRange range in (EventRange[])[new() { CallsOnly = true }, new() { FromLine = 1 }, new() { FromLine = 2, After = new EventId(1, 2) }])
            await store.Client.ReadEventsAsync(lease.ExecutionId, range, CancellationToken.None);
    }
}
