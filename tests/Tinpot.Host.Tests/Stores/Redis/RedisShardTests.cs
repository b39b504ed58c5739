using System.Collections.Concurrent;
using Tinpot.Executions;

namespace Tinpot.Host.Tests.Stores.Redis;

/// <summary>Executions in several shards are one store to whoever uses it.</summary>
public sealed class RedisShardTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const int Count = 40;

    private static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    [Fact]
    public async Task Shards_are_listed_claimed_and_ended_as_one()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis, options => options with { Shards = 3, QueueLimit = 1_000 });
        List<Guid> ids = [];
        for (int i = 0; i < Count; i++)
        {
            ids.Add(await store.SubmitAsync(Given.Submission()));
            store.Time.Advance(TimeSpan.FromMilliseconds(2));
        }

        Assert.Equal(3, (await store.KeysAsync()).Count(key => key.EndsWith(":all", StringComparison.Ordinal)));
        Assert.Equal(Enumerable.Reverse(ids), await PagesAsync(store));
        var claimed = new ConcurrentBag<Lease>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (await store.Work.ClaimAsync(Given.AnyWork with { MaxCount = 3 }, Deadline) is { Count: > 0 } some)
            {
                foreach (ClaimedExecution one in some)
                    claimed.Add(one.Lease);
            }
        })));
        Assert.Equal(ids.Order(), claimed.Select(lease => lease.ExecutionId).Order());
        Assert.All(await store.Work.RenewAsync([.. claimed], Deadline), status => Assert.False(status.Lost));
        await Task.WhenAll(claimed.Select(lease => store.FinishAsync(lease, Given.Outcome(ExecutionState.SUCCESS))));
        Assert.Equal(Count, (await store.Client.ListAsync(new ExecutionQuery { States = [ExecutionState.SUCCESS], Limit = 200 }, Deadline)).Items.Count);
    }

    /// <summary>The shard in which executions end would keep all slots.</summary>
    [Fact]
    public async Task Ends_take_nothing_and_leave_it_to_claims()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis, options => options with { Shards = 2, QueueLimit = 1_000 });
        for (int i = 0; i < Count; i++)
            await store.SubmitAsync(Given.Submission());
        foreach (ClaimedExecution one in await store.Work.ClaimAsync(Given.AnyWork with { MaxCount = 4 }, Deadline))
            Assert.Empty(await store.Work.FinishAsync(new FinishReport(one.Lease, Given.Broken) { Next = Given.AnyWork }, Deadline));
        Assert.Empty(await store.Work.ClaimAsync(Given.AnyWork with { MaxCount = 0 }, Deadline));
        Assert.Equal(Count - 4, (await store.Work.ClaimAsync(Given.AnyWork, Deadline)).Count);
    }

    [Fact]
    public async Task Work_in_any_shard_wakes()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis, options => options with { Shards = 3 });
        for (int i = 0; i < 10; i++)
        {
            Task wait = store.Work.WaitForWorkAsync(Given.Nothing, Deadline);
            await store.SubmitAsync(Given.Submission());
            await wait;
            await store.ClaimOneAsync();
        }
    }

    private static async Task<List<Guid>> PagesAsync(RedisHarness store)
    {
        List<Guid> seen = [];
        Guid? before = null;
        do
        {
            ExecutionPage page = await store.Client.ListAsync(new ExecutionQuery { Before = before, Limit = 7 }, Deadline);
            seen.AddRange(page.Items.Select(item => item.Id));
            before = page.NextBefore;
        }
        while (before is not null);
        return seen;
    }
}
