using StackExchange.Redis;
using Tinpot.Executions;

namespace Tinpot.Host.Tests.Stores.Redis;

/// <summary>What stays in Redis, and what a key that is lost does.</summary>
public sealed class RedisKeyTests
{
    private static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    [Fact]
    public async Task Retention_leaves_nothing_of_what_it_removes()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(options => options with { RetentionDays = 2 });
        for (int i = 0; i < 120; i++)
            await RunAsync(store, Given.Outcome((ExecutionState)(4 + i % 3)));
        store.Time.Advance(TimeSpan.FromDays(1));
        Lease kept = await RunAsync(store, Given.Broken);
        store.Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));

        await store.Store.PruneAsync(Deadline);

        Assert.Equal([kept.ExecutionId], (await store.Client.ListAsync(new ExecutionQuery(), Deadline)).Items.Select(one => one.Id));
        Assert.Equal(6, (await store.EventsAsync(kept.ExecutionId)).Count);
        store.Time.Advance(TimeSpan.FromDays(2));
        await store.Store.PruneAsync(Deadline);
        // Counters and names, of which there are as many as queues and groups, and the last claim
        Assert.Equal(
            ["tp:{0}:claim:test", "tp:{0}:lanes", "tp:{0}:ready", "tp:{0}:running_by", "tp:{0}:seq", "tp:{0}:waiting"], await store.KeysAsync());
        Assert.Equal((0, 0), ((int)await store.Database.HashGetAsync("tp:{0}:waiting", "default"), (int)await store.Database.HashGetAsync("tp:{0}:running_by", "default:General")));
    }

    [Fact]
    public async Task Retention_keeps_the_newest_of_too_many()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(options => options with { RetentionCount = 3 });
        List<Guid> ids = [];
        for (int i = 0; i < 8; i++)
        {
            store.Time.Advance(TimeSpan.FromSeconds(1));
            ids.Add((await RunAsync(store, Given.Outcome(ExecutionState.SUCCESS))).ExecutionId);
        }

        Guid waiting = await store.SubmitAsync(Given.Submission());
        await store.Store.PruneAsync(Deadline);

        Assert.Equal(
            [waiting, ids[7], ids[6], ids[5]], (await store.Client.ListAsync(new ExecutionQuery(), Deadline)).Items.Select(one => one.Id));
    }

    [Fact]
    public async Task Every_key_of_an_ended_execution_ends_by_itself_some_day()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync();
        Lease lease = await RunAsync(store, Given.Broken);
        string[] keys = [.. (await store.KeysAsync()).Where(key => key.Contains(lease.ExecutionId.ToString("N"), StringComparison.Ordinal))];

        Assert.Equal(4, keys.Length);
        foreach (string key in keys)
            Assert.InRange((await store.Database.KeyTimeToLiveAsync(key))!.Value.TotalDays, 30, 40);
    }

    [Fact]
    public async Task What_a_lost_key_made_wrong_is_put_right()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync();
        Lease running = (await store.StartAsync()).Lease;
        Guid waiting = await store.SubmitAsync(Given.Submission());
        Guid scheduled = await store.SubmitAsync(Given.Submission() with { RunAt = store.Time.GetUtcNow() + TimeSpan.FromMinutes(1) });
        Assert.Equal(0, await store.Store.MendAsync());

        await store.Database.KeyDeleteAsync(["tp:{0}:running", "tp:{0}:lane:default:General", "tp:{0}:due"]);
        Assert.Empty(await store.Work.ClaimAsync(Given.AnyWork, Deadline));
        Assert.Equal(3, await store.Store.MendAsync());

        Assert.Equal(waiting, (await store.ClaimOneAsync()).Lease.ExecutionId);
        store.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(scheduled, (await store.ClaimOneAsync()).Lease.ExecutionId);
        Assert.False((await store.Work.RenewAsync([running], Deadline))[0].Lost);
        Assert.Equal(0, await store.Store.MendAsync());
    }

    [Fact]
    public async Task Nothing_of_an_unknown_id_is_written()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync();
        var nobody = new Lease(Guid.CreateVersion7(), 1);

        Assert.Equal(CancelOutcome.NotFound, await store.CancelAsync(nobody.ExecutionId));
        Assert.True((await store.Work.RenewAsync([nobody], Deadline))[0].Lost);
        await Assert.ThrowsAsync<OwnershipLostException>(() => store.AppendAsync(nobody, Given.Lines(nobody, 2, 1, 1)));
        await Assert.ThrowsAsync<OwnershipLostException>(() => store.FinishAsync(nobody, Given.Broken));
        await Assert.ThrowsAsync<OwnershipLostException>(() => store.Work.ReleaseAsync(nobody, begun: true, Deadline));
        Assert.Empty(await store.KeysAsync());
    }

    [Fact]
    public async Task A_full_server_takes_no_more_work_and_lets_what_runs_end()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync();
        Lease first = (await store.StartAsync()).Lease, second = (await store.StartAsync()).Lease;
        Guid waiting = await store.SubmitAsync(Given.Submission());
        string[] before = await store.KeysAsync();
        await store.Server.CommandAsync("CONFIG", "SET", "maxmemory", "1");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.SubmitAsync(Given.Submission() with { Idempotency = Given.Key("k") }));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.AppendAsync(first, Given.Lines(first, 2, 1, 1)));
        Assert.Equal(before, await store.KeysAsync());
        Assert.Equal([false, false], (await store.Work.RenewAsync([first, second], Deadline)).Select(one => one.Lost));
        Assert.Equal(CancelOutcome.Cancelled, await store.CancelAsync(waiting));
        Assert.Equal(CancelOutcome.Cancelling, await store.CancelAsync(second.ExecutionId));
        await store.FinishAsync(first, Given.Outcome(ExecutionState.SUCCESS));
        await store.Work.ReleaseAsync(second, begun: true, Deadline);
        Assert.Equal(
            [ExecutionState.SUCCESS, ExecutionState.REVOKED, ExecutionState.REVOKED],
            [(await store.FindAsync(first.ExecutionId)).State, (await store.FindAsync(second.ExecutionId)).State, (await store.FindAsync(waiting)).State]);

        await store.Server.CommandAsync("CONFIG", "SET", "maxmemory", "0");
        await store.StartAsync();
    }

    private static async Task<Lease> RunAsync(RedisHarness store, ExecutionOutcome outcome)
    {
        Lease lease = (await store.StartAsync()).Lease;
        await store.AppendAsync(lease, Given.Lines(lease, 2, 1, 2));
        await store.AppendAsync(lease, Given.Calls(lease, 4, 1));
        await store.FinishAsync(lease, outcome);
        return lease;
    }
}
