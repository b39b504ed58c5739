using Tinpot.Executions;
using Tinpot.Executions.Limits;
using Tinpot.Runtime;

namespace Tinpot.Host.Tests.Stores.Redis;

/// <summary>What limits leave in Redis, and what a key of theirs that is lost does.</summary>
public sealed class RedisLimitTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    private static ExecutionSubmission Deploy(string? key = null, string? with = null) => Given.Submission() with
    {
        Id = ExecutionIdFactory.InFirstPart(Guid.CreateVersion7()),
        Limits = LimitSet.Of([new("deploy", key, 1), .. with is null ? (ExecutionLimit[])[] : [new(with, null, 1)]]),
    };

    [Fact]
    public async Task Nothing_is_left_of_places_when_all_has_ended()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis);
        await store.SubmitAsync(Deploy("\"live\""));
        await store.SubmitAsync(Deploy("\"live\"", "other"));
        await store.SubmitAsync(Deploy());
        await store.SubmitAsync(Deploy("\"test\""));
        Guid cancelled = await store.SubmitAsync(Deploy("\"live\""));
        int ended = 0;
        while (await store.Work.ClaimAsync(Given.AnyWork, Deadline) is { Count: > 0 } some)
        {
            ended += some.Count;
            await store.CancelAsync(cancelled);
            foreach (ClaimedExecution one in some)
                await store.FinishAsync(one.Lease, Given.Outcome(ExecutionState.SUCCESS));
        }

        Assert.Equal(4, ended);
        Assert.DoesNotContain(await store.KeysAsync(), key =>
            new[] { "line", "lines", "blocked", "run", "all", "keys" }.Any(kind => key.StartsWith($"tp:{{0}}:{kind}:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_place_whose_key_was_lost_is_held_again()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis);
        ClaimedExecution running = await store.StartAsync(Deploy());
        await store.SubmitAsync(Deploy());
        Assert.Equal(0, await store.Store.MendAsync());
        Assert.True(await store.Database.KeyDeleteAsync("tp:{0}:run:deploy:"));

        Assert.Equal(1, await store.Store.MendAsync());
        Assert.Empty(await store.Work.ClaimAsync(Given.AnyWork, Deadline));
        await store.FinishAsync(running.Lease, Given.Outcome(ExecutionState.SUCCESS));
        await store.ClaimOneAsync();
    }

    [Fact]
    public async Task A_place_of_an_execution_that_was_lost_is_free_again()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis);
        ClaimedExecution running = await store.StartAsync(Deploy());
        Guid next = await store.SubmitAsync(Deploy());
        Assert.Empty(await store.Work.ClaimAsync(Given.AnyWork, Deadline));
        Assert.True(await store.Database.KeyDeleteAsync($"tp:{{0}}:x:{running.Lease.ExecutionId:N}"));

        await store.Store.MendAsync();
        Assert.Equal(next, (await store.ClaimOneAsync()).Lease.ExecutionId);
    }

    [Fact]
    public async Task What_waits_in_a_line_that_was_lost_waits_in_it_again()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis);
        ClaimedExecution running = await store.StartAsync(Deploy());
        Guid next = await store.SubmitAsync(Deploy());
        string[] lost = [.. (await store.KeysAsync()).Where(key => key.Contains(":line", StringComparison.Ordinal))];
        Assert.Equal(2, lost.Length);
        foreach (string key in lost)
            await store.Database.KeyDeleteAsync(key);

        Assert.Equal(1, await store.Store.MendAsync());
        Assert.Empty(await store.Work.ClaimAsync(Given.AnyWork, Deadline));
        await store.FinishAsync(running.Lease, Given.Outcome(ExecutionState.SUCCESS));
        Assert.Equal(next, (await store.ClaimOneAsync()).Lease.ExecutionId);
    }

    [Fact]
    public async Task Of_several_parts_the_first_counts_for_all()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis, options => options with { Shards = 4 });
        ExecutionSubmission astray = Deploy() with { Id = new Guid("0190a000-0000-7000-8000-000000000001") };
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Client.SubmitAsync([astray], Deadline));
        for (int i = 0; i < 8; i++)
            await store.SubmitAsync(Deploy());

        Assert.Single(await store.Work.ClaimAsync(Given.AnyWork, Deadline));
    }
}
