using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Host.Tests.Stores.Redis.Connecting;
using Tinpot.Stores.Redis;
using Tinpot.Stores.Redis.Reading;

namespace Tinpot.Host.Tests.Stores.Redis;

/// <summary>One record that cannot be read stops nothing else: it is set aside, counted and named.</summary>
public sealed class UnreadableRecordTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const string Lane = "tp:{0}:lane:default:General";

    private static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    private readonly List<string> _kinds = [];
    private readonly ListLogger<UnreadableEntries> _log = new();

    [Theory]
    [InlineData("garbage")]
    [InlineData("")]
    [InlineData("PENDING a 1 0 0 0 0 0 1 0 0 0 1 1 1 - - - - default:General clean_cache ")]
    [InlineData("PENDING 12345678901234567890 1 0 0 0 0 0 1 0 0 0 1 1 1 - - - - default:General clean_cache ")]
    [InlineData("PENDING 0 1 0 0 0 0 0 7 0 0 0 1 1 1 - - - - default:General clean_cache ")]
    [InlineData("PENDING 0 1 0 0 0 0 0 1 0 0 0 1 1 1 - - - - default:General clean_cache {no limits")]
    [InlineData("PENDING 0 1 0 0 0 0 0 1 0 0 0 1 1 1 soon - - - default:General clean_cache ")]
    [InlineData("PENDINR 0 1 0 0 0 0 0 1 0 0 0 1 1 1 - - - - default:General clean_cache ")]
    public async Task A_head_that_cannot_be_read_is_set_aside(string head)
    {
        await using RedisHarness store = await OpenAsync();
        Guid bad = Guid.CreateVersion7(), good;
        await store.Database.HashSetAsync(Key(bad), [new("head", head), new("details", "{}")]);
        await store.Database.SortedSetAddAsync(Lane, bad.ToString("N"), 0);
        await store.Database.SetAddAsync("tp:{0}:lanes", "default:General");
        good = await store.SubmitAsync(Given.Submission());

        Assert.Equal(good, Assert.Single(await store.Work.ClaimAsync(Given.AnyWork, Deadline)).Lease.ExecutionId);

        Assert.Equal(0, await store.Database.SortedSetLengthAsync(Lane));
        Assert.NotNull(await store.Database.SortedSetScoreAsync("tp:{0}:bad", bad.ToString("N")));
        Assert.Equal(["execution"], _kinds);
        Assert.Contains(bad.ToString("N"), Assert.Single(_log.Lines).Text);
        Assert.Equal(0, Assert.Single(await store.Client.LanesAsync(Deadline)).Waiting);
        await Assert.ThrowsAsync<UnreadableRecordException>(() => store.Client.FindAsync(bad, Deadline));
        Assert.Equal(CancelOutcome.NotFound, await store.CancelAsync(bad));
        Assert.Empty(await store.Work.ClaimAsync(Given.AnyWork, Deadline));
        Assert.Equal(["execution"], _kinds);

        // Retention removes it
        store.Time.Advance(TimeSpan.FromDays(40));
        await store.Store.PruneAsync(Deadline);
        Assert.False(await store.Database.KeyExistsAsync(Key(bad)));
    }

    [Fact]
    public async Task Of_a_key_of_another_type_or_none_only_the_entry_goes()
    {
        await using RedisHarness store = await OpenAsync();
        Guid text = Guid.CreateVersion7(), missing = Guid.CreateVersion7();
        await store.Database.StringSetAsync(Key(text), "text");
        await store.Database.SortedSetAddAsync(Lane, [new(text.ToString("N"), 0), new(missing.ToString("N"), 0), new("no id at all", 0), new($"{text:N}:e", 0)]);
        Guid good = await store.SubmitAsync(Given.Submission());

        Assert.Equal(good, Assert.Single(await store.Work.ClaimAsync(Given.AnyWork, Deadline)).Lease.ExecutionId);

        Assert.Equal(4, _kinds.Count);
        Assert.Equal(4, await store.Database.SortedSetLengthAsync("tp:{0}:bad"));
        Assert.Null(await store.Client.FindAsync(missing, Deadline));
        await Assert.ThrowsAsync<UnreadableRecordException>(() => store.Client.FindAsync(text, Deadline));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"action":5,"arguments":{}}""")]
    [InlineData("""{"action":"a"}""")]
    [InlineData("""{"action":"a","arguments":[]}""")]
    [InlineData("""{"action":"a","arguments":null}""")]
    [InlineData("""{"action":"a","by":[],"arguments":{}}""")]
    [InlineData("""{"action":"a","by":{"id":{}},"arguments":{}}""")]
    [InlineData("""{"action":"a","parent":"mother","arguments":{}}""")]
    public async Task Details_that_cannot_be_read_end_their_execution_alone(string? details)
    {
        await using RedisHarness store = await OpenAsync();
        Guid bad = await store.SubmitAsync(Given.Submission()), good = await store.SubmitAsync(Given.Submission());
        await store.Database.HashDeleteAsync(Key(bad), "details");
        if (details is not null)
            await store.Database.HashSetAsync(Key(bad), "details", details);

        Assert.Equal(good, Assert.Single(await store.Work.ClaimAsync(Given.AnyWork, Deadline)).Lease.ExecutionId);

        Assert.Equal(["0-1 PENDING", "1-1 STARTED", "1-2 complete FAILURE"], await store.StoryAsync(bad));
        Assert.StartsWith("FAILURE ", await store.Database.HashGetAsync(Key(bad), "head"), StringComparison.Ordinal);
        Assert.Contains("\"reason\":\"validation\"", await store.Database.HashGetAsync(Key(bad), "error"), StringComparison.Ordinal);
        Assert.Equal([good.ToString("N")], await Members(store, "tp:{0}:running"));
        Assert.Equal(["execution"], _kinds);
        Assert.Equal(good, Assert.Single((await store.Client.ListAsync(new ExecutionQuery(), Deadline)).Items).Id);
    }

    /// <summary>Loops of two hosts meet the same records: each host counts each of them once, and none is dealt with twice.</summary>
    [Fact]
    public async Task Several_loops_over_the_same_records_count_each_once()
    {
        const int Records = 20;
        await using RedisHarness store = await OpenAsync();
        await using RedisStore another = store.Another();
        Guid[] bad = new Guid[Records];
        for (int i = 0; i < Records; i++)
        {
            bad[i] = await store.SubmitAsync(Given.Submission());
            if (i % 2 == 0)
                await store.Database.HashSetAsync(Key(bad[i]), "head", "nonsense");
            else
                await store.Database.HashSetAsync(Key(bad[i]), "details", "nonsense");
        }

        // Both are of one process here, which counts together
        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(async () =>
        {
            RedisStore one = i % 2 == 0 ? store.Store : another;
            switch (i % 4)
            {
                case 0:
                    await one.ReapAsync(Deadline);
                    break;
                case 1:
                    await one.ClaimAsync(Given.AnyWork, Deadline);
                    break;
                case 2:
                    await one.MendAsync();
                    await one.PruneAsync(Deadline);
                    break;
                default:
                    await one.ListAsync(new ExecutionQuery(), Deadline);
                    break;
            }
        })));

        Assert.Equal(Records, _kinds.Count);
        Assert.Equal(Records, _log.Lines.Count);
        foreach (Guid id in bad)
            Assert.Single(_log.Lines, line => line.Text.Contains(id.ToString("N"), StringComparison.Ordinal));
        foreach (Guid id in bad.Where((_, i) => i % 2 == 1))
            Assert.Equal(["0-1 PENDING", "1-1 STARTED", "1-2 complete FAILURE"], await store.StoryAsync(id));
    }

    /// <summary>Each key beside those of the executions themselves, replaced by one of another type, or by nonsense.</summary>
    [Theory]
    [InlineData("lane:default:General"), InlineData("lanes"), InlineData("waiting"), InlineData("running"), InlineData("running_by"), InlineData("due")]
    [InlineData("all"), InlineData("a:clean_cache"), InlineData("q:default"), InlineData("g:General"), InlineData("i:PENDING"), InlineData("i:STARTED")]
    [InlineData("i:FAILURE"), InlineData("finished"), InlineData("seq"), InlineData("ready"), InlineData("turn"), InlineData("claim:test"), InlineData("claim:test:ends"), InlineData("bad")]
    [InlineData("lines:default:General"), InlineData("keys:run:clean_cache"), InlineData("run:clean_cache:"), InlineData("all:clean_cache:")]
    [InlineData("names:0123"), InlineData("listed"), InlineData("r:Alice \\u00C5ngstr\\u00F6m")]
    public async Task A_key_of_another_type_takes_nothing_else_with_it(string key)
    {
        await using RedisHarness store = await OpenAsync();
        ExecutionSubmission limited = Given.Submission() with { Limits = Tinpot.Executions.Limits.LimitSet.Of([new("clean_cache", null, 1)]) };
        foreach (bool nonsense in (bool[])[false, true])
        {
            Lease before = (await store.StartAsync()).Lease;
            await store.Database.KeyDeleteAsync("tp:{0}:" + key);
            if (nonsense)
                await store.Database.StringSetAsync("tp:{0}:" + key, "nonsense");
            else
                await store.Database.ListRightPushAsync("tp:{0}:" + key, "nonsense");

            Guid id = await store.SubmitAsync(Given.Submission() with { Idempotency = Given.Key("k" + nonsense) });
            Guid second = await store.SubmitAsync(limited with { Id = Guid.CreateVersion7() });
            Guid due = await store.SubmitAsync(Given.Submission() with { RunAt = store.Time.GetUtcNow() + TimeSpan.FromSeconds(1) });
            store.Time.Advance(TimeSpan.FromSeconds(2));
            await store.Client.LanesAsync(Deadline);
            await store.Store.PruneAsync(Deadline);
            await store.Work.ReapAsync(Deadline);
            await store.Store.MendAsync();
            await store.Store.MendAsync();
            List<Guid> claimed = [];
            ClaimRequest work = Given.AnyWork with { Catalog = "0123" };
            for (int i = 0; claimed.Count < 3; i++)
            {
                Assert.True(i < 20, $"Claimed: {claimed.Count}");
                var running = new Queue<ClaimedExecution>(await store.Work.ClaimAsync(work with { MaxCount = 1 }, Deadline));
                while (running.TryDequeue(out ClaimedExecution? one))
                {
                    claimed.Add(one.Lease.ExecutionId);
                    Assert.False((await store.Work.RenewAsync([one.Lease], Deadline))[0].Lost);
                    var report = new FinishReport(one.Lease, Given.Broken) { Next = work with { MaxCount = 1 } };
                    foreach (ClaimedExecution next in await store.Work.FinishAsync(report, Deadline))
                        running.Enqueue(next);
                }
            }

            Assert.Equal(new[] { id, second, due }.Order(), claimed.Order());
            await store.FinishAsync(before, Given.Outcome(ExecutionState.SUCCESS));
            foreach (ExecutionQuery query in (ExecutionQuery[])
                [new(), new() { Action = "clean_cache" }, new() { Queue = "default" }, new() { Group = "General" }, new() { RequestedBy = Given.Alice.Name }, new() { States = [ExecutionState.FAILURE] }])
            {
                Assert.Contains(id, (await store.Client.ListAsync(query, Deadline)).Items.Select(one => one.Id));
            }
        }
    }

    [Fact]
    public async Task A_stream_that_is_ahead_of_its_execution_does_not_leave_it_without_an_owner()
    {
        await using RedisHarness store = await OpenAsync();
        Guid id = await store.SubmitAsync(Given.Submission());
        await store.Database.StreamAddAsync(Key(id) + ":e", "x", "y", "999-1");

        ClaimedExecution claimed = await store.ClaimOneAsync();
        await store.AppendAsync(claimed.Lease, Given.Lines(claimed.Lease, 2, 1, 2));
        await store.FinishAsync(claimed.Lease, Given.Broken);
        Assert.Equal(["1-1 STARTED", "1-2 log", "1-3 log", "1-4 complete FAILURE"], await store.StoryAsync(id));
        Assert.Equal(["key"], _kinds);
    }

    [Fact]
    public async Task A_batch_that_cannot_be_read_is_a_gap()
    {
        await using RedisHarness store = await OpenAsync();
        ClaimedExecution claimed = await store.StartAsync();
        string stream = Key(claimed.Lease.ExecutionId) + ":e";
        string[] damages = ["nonsense", "1,0,0,0,0,0", "3,1,1,0,1,9", "-1,0,0,0,0,0", "99999999999,1,1,1"];
        for (int i = 0; i < damages.Length; i++)
            await store.Database.StreamAddAsync(stream, [new("m", damages[i]), new("p", "{}\n{}\n")], $"1-{10 + i}");
        await store.Database.StreamAddAsync(stream, "x", "y", "1-20");
        await store.Database.StreamAddAsync(stream, [new("m", "1,0,0,0,0,0"), new("p", "{}\n")], "18446744073709551615-1");

        List<string> story = await store.StoryAsync(claimed.Lease.ExecutionId);

        Assert.Equal(["0-1 PENDING", "1-1 STARTED", .. damages.Select((_, i) => $"1-{10 + i} gap"), "1-20 gap"], story);
        Assert.Equal(damages.Length + 1, _kinds.Count(kind => kind == "event"));
        foreach (EventRange range in (EventRange[])[new() { FromLine = 1 }, new() { CallsOnly = true }, new() { After = new EventId(1, 12) }])
            await store.Client.ReadEventsAsync(claimed.Lease.ExecutionId, range, Deadline);
    }

    [Fact]
    public async Task Who_follows_events_that_are_lost_is_told_of_a_gap_and_then_waits()
    {
        await using RedisHarness store = await OpenAsync();
        Lease lease = (await store.StartAsync()).Lease;
        await store.AppendAsync(lease, Given.Lines(lease, 2, 1, 5));
        await store.Database.KeyDeleteAsync(Key(lease.ExecutionId) + ":e");
        await store.Database.ListRightPushAsync(Key(lease.ExecutionId) + ":c", "nonsense");
        await store.Database.SortedSetAddAsync(Key(lease.ExecutionId) + ":l", "nonsense", 0);

        Assert.Equal(["1-6 gap"], await store.StoryAsync(lease.ExecutionId));
        Task more = store.Client.WaitForEventsAsync(lease.ExecutionId, new EventId(1, 6), Deadline);
        Assert.False(more.IsCompleted);
        Assert.Empty(await store.Client.ReadEventsAsync(lease.ExecutionId, new() { CallsOnly = true }, Deadline));
        Assert.Empty(await store.Client.ReadEventsAsync(lease.ExecutionId, new() { FromLine = 1 }, Deadline));
        await store.AppendAsync(lease, Given.Lines(lease, 7, 6, 1));
        await more;
    }

    [Fact]
    public async Task An_index_that_names_nonsense_still_lists_the_rest()
    {
        await using RedisHarness store = await OpenAsync();
        Guid good = await store.SubmitAsync(Given.Submission()), bad = await store.SubmitAsync(Given.Submission());
        await store.Database.HashSetAsync(Key(bad), "head", "nonsense");
        await store.Database.SortedSetAddAsync("tp:{0}:all", "nonsense", 1e15);
        await store.Database.SetAddAsync("tp:{0}:lanes", "no lane");
        await store.Database.HashSetAsync("tp:{0}:running_by", "no lane", 5);

        Assert.Equal(good, Assert.Single((await store.Client.ListAsync(new ExecutionQuery(), Deadline)).Items).Id);
        Assert.Equal("General", Assert.Single(await store.Client.LanesAsync(Deadline)).Lane.Group);
        Assert.Single((await store.Client.ListAsync(new ExecutionQuery { Before = bad }, Deadline)).Items);
        Assert.Equal(["execution", "index", "lane"], _kinds.Distinct().Order());
    }

    private static string Key(Guid id) => $"tp:{{0}}:x:{id:N}";

    private static async Task<string[]> Members(RedisHarness store, string key) =>
        [.. (await store.Database.SortedSetRangeByRankAsync(key)).Select(member => (string)member!)];

    private Task<RedisHarness> OpenAsync() => RedisHarness.OpenAsync(redis, options => options with
    {
        Unreadable = new UnreadableEntries(TimeProvider.System, _log, kind =>
        {
            lock (_kinds)
                _kinds.Add(kind);
        }),
    });
}
