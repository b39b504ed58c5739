using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Stores.Redis;
using Tinpot.Stores.Redis.Connecting;

namespace Tinpot.Host.Tests.Stores.Redis;

/// <summary>What an end took, and its worker has not heard of.</summary>
public sealed class OwedClaimTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    /// <summary>Nobody may report that end again, for example because its lease is over. Time stands, so the worker does not look by itself.</summary>
    [Fact]
    public async Task A_worker_that_waits_for_work_is_woken_for_it()
    {
        await redis.Server.CommandAsync("FLUSHALL");
        await using var network = new RedisProxy(redis.Server.Port);
        await using RedisConnection connection = await RedisConnection.OpenAsync(new ConfigurationOptions { EndPoints = { { "127.0.0.1", network.Port } } });
        await using var store = new RedisStore(new RedisStoreOptions { Local = new FakeTimeProvider() }, connection, "owner");
        ExecutionSubmission next = Given.Submission();
        await store.SubmitAsync([Given.Submission()], Deadline);
        ClaimedExecution ends = Assert.Single(await store.ClaimAsync(Given.AnyWork, Deadline));
        await store.SubmitAsync([next], Deadline);
        bool looked = false;
        network.Rule = words =>
        {
            looked |= words.Contains("elsewhere");
            return words.Contains("SUCCESS") ? new ProxyRule(CutAfter: 0) : ProxyRule.Pass;
        };
        Task waiting = store.WaitForWorkAsync(Given.AnyWork with { Queues = ["elsewhere"] }, Deadline);
        await Eventually.TrueAsync(() => looked, "it has looked");

        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            store.FinishAsync(new FinishReport(ends.Lease, Given.Outcome(ExecutionState.SUCCESS)) { Next = Given.AnyWork }, Deadline));

        await waiting;
        IReadOnlyList<ClaimedExecution> owed = [];
        while (owed.Count == 0)
            owed = await TryAsync(() => store.ClaimAsync(Given.AnyWork with { MaxCount = 0 }, Deadline));
        Assert.Equal([next.Id], owed.Select(one => one.Lease.ExecutionId));
    }

    /// <returns>Nothing while the connection is being restored.</returns>
    private static async Task<IReadOnlyList<ClaimedExecution>> TryAsync(Func<Task<IReadOnlyList<ClaimedExecution>>> claim)
    {
        try
        {
            return await claim();
        }
        catch (StoreUnavailableException)
        {
            await Task.Delay(20);
            return [];
        }
    }
}
