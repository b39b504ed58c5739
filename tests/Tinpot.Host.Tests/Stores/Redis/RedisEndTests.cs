using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Tinpot.Executions;
using Tinpot.Stores.Redis;
using Tinpot.Stores.Redis.Connecting;
using Tinpot.Stores.Redis.Scripts;

namespace Tinpot.Host.Tests.Stores.Redis;

/// <summary>Who waits for the end of an execution is told of it, and of nothing else.</summary>
public sealed class RedisEndTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    /// <summary>Time stands, so nobody looks without being told.</summary>
    [Fact]
    public async Task Other_events_do_not_make_who_waits_for_the_end_look()
    {
        await using RedisHarness store = await OpenAsync();
        Lease lease = (await store.StartAsync()).Lease;
        Task<ExecutionRecord?> wait = await WaitAsync(store, lease.ExecutionId);
        long looks = await LooksAsync(store);
        for (int line = 1; line <= 20; line++)
            await store.AppendAsync(lease, Given.Lines(lease, line + 1, line, 1));
        await store.FinishAsync(lease, Given.Outcome(ExecutionState.SUCCESS));

        Assert.Equal(ExecutionState.SUCCESS, (await wait)?.State);
        // Each script looks once, and who waits reads the record
        Assert.Equal(looks + 20 + 1 + 1, await LooksAsync(store));
    }

    [Fact]
    public async Task An_end_that_a_host_of_an_older_version_stores_is_noticed_as_well()
    {
        await using RedisHarness store = await OpenAsync();
        Lease lease = (await store.StartAsync()).Lease;
        Task<ExecutionRecord?> wait = await WaitAsync(store, lease.ExecutionId);
        var older = new RedisEffect("wake", "local function wake(h, cause, from)\n  announce(h.id, '')\nend\n");
        await using RedisConnection connection = await RedisConnection.OpenAsync(new() { EndPoints = { { "127.0.0.1", store.Server.Port } } });
        await using var other = new RedisStore(store.Options with { Effects = [older] }, connection, RedisHarness.Owner);

        await other.FinishAsync(new FinishReport(lease, Given.Outcome(ExecutionState.SUCCESS)), Deadline);

        Assert.Equal(ExecutionState.SUCCESS, (await wait)?.State);
    }

    private async Task<RedisHarness> OpenAsync()
    {
        var stands = new FakeTimeProvider();
        return await RedisHarness.OpenAsync(redis, options => options with { Local = stands });
    }

    /// <summary>Returns when the first look is done.</summary>
    private static async Task<Task<ExecutionRecord?>> WaitAsync(RedisHarness store, Guid id)
    {
        long looks = await LooksAsync(store);
        Task<ExecutionRecord?> wait = store.Client.WaitForEndAsync(id, Deadline);
        await Eventually.TrueAsync(async () => await LooksAsync(store) > looks);
        return wait;
    }

    /// <summary>How often an execution was read, by a script or without one.</summary>
    private static async Task<long> LooksAsync(RedisHarness store)
    {
        string statistics = (string)(await store.Server.CommandAsync("INFO", "commandstats"))!;
        return statistics.Split('\n').Sum(static line => line.Split('=', ',') is [("cmdstat_hget:calls" or "cmdstat_hmget:calls"), var calls, ..]
            ? long.Parse(calls, CultureInfo.InvariantCulture)
            : 0);
    }
}
