using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Fleet;
using Tinpot.Fleet.Redis;
using Tinpot.Host.Tests.Hosting;
using Tinpot.Stores.Redis;

namespace Tinpot.Host.Tests.Fleet.Redis;

public class RedisFleetRegistryTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private static readonly LocalCatalog First = RedisRegistry.Catalog(TestAction.Echo("one", "") with { Aliases = ["uno"] });
    private static readonly LocalCatalog Second = RedisRegistry.Catalog(TestAction.Echo("two", ""));

    [Fact]
    public async Task A_worker_is_shown_as_it_shows_itself_until_it_leaves()
    {
        await using RedisRegistry redis = await RedisRegistry.StartAsync(Long);
        WorkerStatus right = RedisRegistry.Worker("right", First), left = RedisRegistry.Worker("left", First) with { Queues = null, Groups = ["DevOps"], State = WorkerState.Running };
        await redis.Registry.AnnounceAsync(right, First, first: true);
        await redis.Registry.AnnounceAsync(left, First, first: true);

        Assert.Equivalent(new[] { left, right }, await redis.Registry.WorkersAsync(), strict: true);
        await redis.Registry.LeaveAsync(left.Instance);
        Assert.Equal("right", Assert.Single(await redis.Registry.WorkersAsync()).Name);
    }

    [Fact]
    public async Task A_silent_worker_is_gone_after_its_lease_and_leaves_nothing_behind()
    {
        await using RedisRegistry redis = await RedisRegistry.StartAsync(TimeSpan.FromMilliseconds(300));
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("left", First), First, first: true);

        using var deadline = new CancellationTokenSource(Long);
        while ((await redis.Registry.WorkersAsync()).Count > 0)
            await Task.Delay(10, deadline.Token);

        Assert.Equal(0, await redis.Database.SetLengthAsync("tp:workers"));
        Assert.NotNull(await redis.Registry.CatalogAsync(First.Hash));
    }

    [Fact]
    public async Task What_another_version_wrote_is_left_out()
    {
        await using RedisRegistry redis = await RedisRegistry.StartAsync(Long);
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("left", First), First, first: true);
        await redis.Database.SetAddAsync("tp:workers", "later");
        await redis.Database.StringSetAsync(Heartbeat.Key("tp", "later"), """{"instance":"later","slots":"many"}""");

        Assert.Equal("left", Assert.Single(await redis.Registry.WorkersAsync()).Name);
    }

    [Fact]
    public async Task The_catalog_a_worker_started_with_last_is_the_newest()
    {
        await using RedisRegistry redis = await RedisRegistry.StartAsync(Long);
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("a", First), First, first: true);
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("b", Second), Second, first: true);
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("a", First), First, first: false);
        Assert.Equal([Second.Hash, First.Hash], await redis.Registry.CatalogsAsync());

        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("c", First), First, first: true);
        Assert.Equal([First.Hash, Second.Hash], await redis.Registry.CatalogsAsync());
    }

    [Fact]
    public async Task Each_announcement_keeps_the_catalog_and_its_names_for_a_day_in_each_shard()
    {
        await using RedisRegistry redis = await RedisRegistry.StartAsync(Long);
        RedisKey[] keys = [RedisFleetRegistry.CatalogKey("tp", First.Hash), .. new[] { 0, 1 }.Select(shard => RedisFleetRegistry.NamesKey(new Shard(shard), First.Hash))];
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("a", First), First, first: true);
        foreach (RedisKey key in keys)
            await redis.Database.KeyExpireAsync(key, TimeSpan.FromSeconds(30));

        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("a", First), First, first: false);

        foreach (RedisKey key in keys)
            Assert.InRange((await redis.Database.KeyTimeToLiveAsync(key))!.Value, TimeSpan.FromHours(23), TimeSpan.FromHours(24));
        Assert.Equal(["one", "uno"], (await redis.Database.SetMembersAsync(keys[1])).Select(name => (string)name!).Order());
    }

    [Fact]
    public async Task A_server_that_forgot_everything_hears_it_again()
    {
        await using RedisRegistry redis = await RedisRegistry.StartAsync(Long);
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("a", First), First, first: true);
        await redis.Database.ExecuteAsync("FLUSHALL");

        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("a", First), First, first: false);

        Assert.Equal([First.Hash], await redis.Registry.CatalogsAsync());
        Assert.Equal(First.Document, await redis.Registry.CatalogAsync(First.Hash));
        Assert.Equal(2, await redis.Database.SetLengthAsync(RedisFleetRegistry.NamesKey(new Shard(1), First.Hash)));
    }

    [Fact]
    public async Task A_catalog_that_ended_is_listed_no_more()
    {
        await using RedisRegistry redis = await RedisRegistry.StartAsync(Long);
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("a", First), First, first: true);
        await redis.Database.KeyDeleteAsync(RedisFleetRegistry.CatalogKey("tp", First.Hash));

        Assert.Empty(await redis.Registry.CatalogsAsync());
        Assert.Null(await redis.Registry.CatalogAsync(First.Hash));
        Assert.Equal(0, await redis.Database.SortedSetLengthAsync("tp:cats"));
    }

    [Fact]
    public async Task Without_a_server_the_store_is_unavailable()
    {
        await using RedisRegistry redis = await RedisRegistry.StartAsync(Long);
        await redis.KillServerAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => redis.Registry.WorkersAsync());
    }

    [Theory, InlineData("tp:workers"), InlineData("tp:cats"), InlineData("tp:cats:seq"), InlineData("tp:w:later")]
    public async Task A_key_that_holds_something_else_takes_nobody_else_with_it(string key)
    {
        await using RedisRegistry redis = await RedisRegistry.StartAsync(Long);
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("left", First), First, first: true);
        await redis.Database.SetAddAsync("tp:workers", "later");
        await redis.Database.KeyDeleteAsync(key);
        await redis.Database.ListRightPushAsync(key, "nonsense");

        await redis.Registry.WorkersAsync();
        await redis.Registry.CatalogsAsync();
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("left", First), First, first: false);
        Assert.Equal("left", Assert.Single(await redis.Registry.WorkersAsync()).Name);
        Assert.Equal([First.Hash], await redis.Registry.CatalogsAsync());
        await redis.Registry.LeaveAsync(RedisRegistry.Worker("left", First).Instance);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_damaged_catalog_is_published_again_by_a_worker_that_lives(bool otherType)
    {
        await using RedisRegistry redis = await RedisRegistry.StartAsync(Long);
        FleetCatalog view = redis.View();
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("left", First), First, first: true);
        RedisKey key = RedisFleetRegistry.CatalogKey("tp", First.Hash);
        await redis.Database.KeyDeleteAsync(key);
        if (otherType)
            await redis.Database.ListRightPushAsync(key, "nonsense");
        else
            await redis.Database.StringSetAsync(key, "nonsense");
        await view.RefreshAsync(CancellationToken.None);
        Assert.Empty(view.Names);

        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("left", First), First, first: false);

        await view.RefreshAsync(CancellationToken.None);
        Assert.Equal(["one"], view.Names);
    }
}
