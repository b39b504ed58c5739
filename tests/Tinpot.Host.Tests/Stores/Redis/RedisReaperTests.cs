using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Stores.Redis;

namespace Tinpot.Host.Tests.Stores.Redis;

/// <summary>Work is taken from owners that are gone, and from no others.</summary>
public sealed class RedisReaperTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    [Fact]
    public async Task Work_of_an_owner_that_is_gone_is_lost_within_its_lease_and_two_passes()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis);
        await store.PassAsync(2 * store.Options.Lease);
        Lease lease = (await store.StartAsync()).Lease;

        Assert.Equal(0, await store.PassAsync(store.Options.Lease * 5 / 6));
        Assert.Equal(1, await store.PassAsync(store.Options.Lease * 2 / 6));
        Assert.Equal(FailureReason.Lost, (await store.FindAsync(lease.ExecutionId)).Error?.Reason);
    }

    [Fact]
    public async Task A_lease_that_is_renewed_is_kept()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis);
        Lease lease = (await store.StartAsync()).Lease;
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(0, await store.PassAsync(store.Options.Lease / 3));
            Assert.Equal([new LeaseStatus(lease, false, false)], await store.Work.RenewAsync([lease], Deadline));
        }

        await store.FinishAsync(lease, Given.Outcome(ExecutionState.SUCCESS));
    }

    [Fact]
    public async Task An_owner_that_shows_that_it_lives_keeps_its_work()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis);
        Lease lease = (await store.StartAsync()).Lease;
        await store.Database.StringSetAsync(Heartbeat.Key("tp", RedisHarness.Owner), "");
        Assert.Equal(0, await store.PassAsync(2 * store.Options.Lease));

        await store.Database.KeyDeleteAsync(Heartbeat.Key("tp", RedisHarness.Owner));
        Assert.Equal(1, await store.PassAsync(store.Options.Lease / 6));
        Assert.Equal(ExecutionState.FAILURE, (await store.FindAsync(lease.ExecutionId)).State);
    }

    [Fact]
    public async Task An_owner_that_lives_and_has_forgotten_its_work_loses_it()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis);
        Lease lease = (await store.StartAsync()).Lease;
        await store.Database.StringSetAsync(Heartbeat.Key("tp", RedisHarness.Owner), "");

        Assert.Equal(1, await store.PassAsync(4 * store.Options.Lease));
        Assert.Equal(ExecutionState.FAILURE, (await store.FindAsync(lease.ExecutionId)).State);
    }

    [Fact]
    public async Task After_a_time_without_passes_everybody_has_a_lease_to_come_back()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis);
        await store.PassAsync(2 * store.Options.Lease);
        Lease lease = (await store.StartAsync()).Lease;

        // The server was away, for its owner as for everybody
        store.Time.Advance(10 * store.Options.Lease);
        Assert.Equal(0, await store.PassAsync(store.Options.Lease));
        Assert.False((await store.Work.RenewAsync([lease], Deadline))[0].Lost);
        Assert.Equal(0, await store.PassAsync(store.Options.Lease));
        Assert.Equal(1, await store.PassAsync(store.Options.Lease));
    }

    [Fact]
    public async Task After_its_clock_was_set_everybody_has_a_lease_to_come_back()
    {
        SetClock? clock = null;
        await using RedisHarness store = await RedisHarness.OpenAsync(redis, options => options with { Clock = clock = new SetClock(options.Clock!) });
        await store.PassAsync(2 * store.Options.Lease);
        Lease lease = (await store.StartAsync()).Lease;

        // Every lease seems to be over, and passes go on as usual
        clock!.Ahead = TimeSpan.FromHours(1);
        Assert.Equal(0, await store.PassAsync(store.Options.Lease));
        Assert.False((await store.Work.RenewAsync([lease], Deadline))[0].Lost);
        Assert.Equal(0, await store.PassAsync(store.Options.Lease * 5 / 6));
        Assert.Equal(1, await store.PassAsync(store.Options.Lease));
    }

    [Fact]
    public async Task Eight_reapers_take_each_execution_once()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis);
        int count = StoreHarness.QueueLimit;
        await store.Client.SubmitAsync([.. Enumerable.Range(0, count).Select(_ => Given.Submission() with { Retries = 5 })], Deadline);
        IReadOnlyList<ClaimedExecution> claimed = await store.Work.ClaimAsync(Given.AnyWork, Deadline);
        Assert.Equal(count, claimed.Count);
        RedisStore[] reapers = [.. Enumerable.Range(0, 8).Select(_ => store.Another())];
        int lost = 0;
        for (int pass = 0; pass < 15; pass++)
        {
            store.Time.Advance(store.Options.Lease / 6);
            lost += (await Task.WhenAll(reapers.Select(one => Task.Run(() => one.ReapAsync(Deadline))))).Sum(taken => taken.Count);
        }

        Assert.Equal(count, lost);
        foreach (ClaimedExecution one in claimed)
        {
            Assert.Equal(
                ["0-1 PENDING", "1-1 STARTED", "2-1 log", "2-2 PENDING"], await store.StoryAsync(one.Lease.ExecutionId));
        }

        foreach (RedisStore one in reapers)
            await one.DisposeAsync();
    }

    /// <summary>A clock that somebody sets while another goes on.</summary>
    private sealed class SetClock(TimeProvider clock) : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override long TimestampFrequency => clock.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + Ahead;

        public override long GetTimestamp() => clock.GetTimestamp();
    }
}
