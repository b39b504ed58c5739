using StackExchange.Redis;
using Tinpot.Executions;

namespace Tinpot.Host.Tests.Stores.Redis;

/// <summary>The indexes of lists.</summary>
public sealed class RedisListTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private static readonly string[] Kinds = ["q:default", "q:gpu", "g:General", "g:Other", "r:Bob"];

    private static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    private static readonly ExecutionQuery[] Queries =
    [
        new() { Queue = "gpu" }, new() { Group = "Other" }, new() { RequestedBy = Given.Alice.Name }, new() { RequestedBy = "Bob" },
        new() { Queue = "gpu", Group = "Other", RequestedBy = "Bob", Action = "b", States = [ExecutionState.PENDING] },
        new() { Queue = "none" },
    ];

    [Fact]
    public async Task What_an_older_version_stored_is_found_before_and_after_the_indexes_are_complete()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis, options => options with { QueueLimit = 1_000 });
        await FillAsync(store, 240);
        string[] expected = await AllAsync(store);
        await store.Database.KeyDeleteAsync([.. Kinds.Select(kind => (RedisKey)("tp:{0}:" + kind))]);

        Assert.Equal(expected, await AllAsync(store));
        await store.Store.MendAsync();
        Assert.True(await store.Database.KeyExistsAsync("tp:{0}:listed"));
        Assert.All(await Task.WhenAll(Kinds.Select(kind => store.Database.SortedSetLengthAsync("tp:{0}:" + kind))), length => Assert.Equal(120, length));
        Assert.Equal(expected, await AllAsync(store));
    }

    [Fact]
    public async Task Lists_by_queue_group_and_requester_read_nothing_else()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis, options => options with { QueueLimit = 1_000 });
        await FillAsync(store, 400);
        await store.Store.MendAsync();
        Guid rare = await store.SubmitAsync(Given.Submission("c", "rare", "Rare") with { RequestedBy = Given.Alice with { Name = "Rare \"one\"" } });
        await FillAsync(store, 400);

        foreach (ExecutionQuery query in (ExecutionQuery[])[new() { Queue = "rare" }, new() { Group = "Rare" }, new() { RequestedBy = "Rare \"one\"" }])
        {
            long before = await ReadsAsync(store);
            Assert.Equal(rare, Assert.Single((await store.Client.ListAsync(query, Deadline)).Items).Id);
            Assert.InRange(await ReadsAsync(store) - before, 1, 2);
        }
    }

    [Fact]
    public async Task A_list_of_a_time_reads_nothing_of_another_time()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis, options => options with { QueueLimit = 1_000 });
        await FillAsync(store, 300);
        store.Time.Advance(TimeSpan.FromDays(1));
        DateTimeOffset then = store.Time.GetUtcNow();
        Guid id = await store.SubmitAsync(Given.Submission());
        store.Time.Advance(TimeSpan.FromDays(1));
        await FillAsync(store, 300);

        long before = await ReadsAsync(store);
        Assert.Equal(id, Assert.Single((await store.Client.ListAsync(
            new ExecutionQuery { Since = then - TimeSpan.FromHours(1), Until = then + TimeSpan.FromHours(1) }, Deadline)).Items).Id);
        Assert.InRange(await ReadsAsync(store) - before, 1, 2);
    }

    [Fact]
    public async Task An_execution_that_stands_in_two_states_is_listed_once()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis);
        Guid id = await store.SubmitAsync(Given.Submission());
        // As it is for who reads one index before it starts, and the other after
        await store.Database.SortedSetAddAsync("tp:{0}:i:STARTED", id.ToString("N"), 1);

        Assert.Equal(id, Assert.Single((await store.Client.ListAsync(
            new ExecutionQuery { States = [ExecutionState.STARTED, ExecutionState.PENDING] }, Deadline)).Items).Id);
    }

    [Fact]
    public async Task Places_stay_exact_after_2039()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis);
        Guid old = await store.SubmitAsync(Given.Submission());
        foreach (int year in (int[])[2034, 2035, 2039, 2040, 2200])
        {
            store.Time.SetUtcNow(new DateTimeOffset(year, 12, 31, 23, 59, 59, 999, TimeSpan.Zero));
            List<Guid> ids = [];
            for (int i = 0; i < 5; i++)
                ids.Add(await store.SubmitAsync(Given.Submission()));

            double[] places = [.. (await store.Database.SortedSetRangeByRankWithScoresAsync("tp:{0}:all", -5)).Select(entry => entry.Score)];
            Assert.Equal(5, places.Distinct().Count());
            Assert.True(places[^1] < Math.Pow(2, 53), $"{places[^1]:R} is not exact.");
            ExecutionPage page = await store.Client.ListAsync(new ExecutionQuery { Limit = 2 }, Deadline);
            Assert.Equal([ids[4], ids[3]], page.Items.Select(one => one.Id));
            page = await store.Client.ListAsync(new ExecutionQuery { Limit = 3, Before = page.NextBefore }, Deadline);
            Assert.Equal([ids[2], ids[1], ids[0]], page.Items.Select(one => one.Id));
        }

        Assert.Equal(old, (await store.Client.ListAsync(new ExecutionQuery { Limit = 200 }, Deadline)).Items[^1].Id);
    }

    private static async Task FillAsync(RedisHarness store, int count)
    {
        for (int i = 0; i < count; i += 100)
        {
            await store.Client.SubmitAsync([.. Enumerable.Range(0, Math.Min(100, count - i)).Select(n => Given.Submission(n % 2 == 0 ? "a" : "b", n % 2 == 0 ? "default" : "gpu", n % 2 == 0 ? "General" : "Other")
                with { RequestedBy = n % 2 == 0 ? Given.Alice : Given.Bob })], Deadline);
        }
    }

    private static async Task<string[]> AllAsync(RedisHarness store)
    {
        List<string> all = [];
        foreach (ExecutionQuery query in Queries)
        {
            ExecutionQuery next = query with { Limit = 70 };
            for (ExecutionPage? page = null; page is null || page.NextBefore is not null; next = next with { Before = page.NextBefore })
            {
                page = await store.Client.ListAsync(next, Deadline);
                all.AddRange(page.Items.Select(one => $"{Array.IndexOf(Queries, query)} {one.Id}"));
            }
        }

        return [.. all];
    }

    /// <summary>Records that were read.</summary>
    private static async Task<long> ReadsAsync(RedisHarness store)
    {
        string info = (string)(await store.Database.ExecuteAsync("INFO", "commandstats"))!;
        string? line = info.Split('\n').FirstOrDefault(one => one.StartsWith("cmdstat_hmget:calls=", StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line.Split('=')[1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
