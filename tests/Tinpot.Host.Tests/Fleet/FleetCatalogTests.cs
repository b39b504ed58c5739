using Microsoft.Extensions.Time.Testing;
using Tinpot.Fleet;
using Tinpot.Fleet.Redis;
using Tinpot.Host.Tests.Fleet.Redis;
using Tinpot.Host.Tests.Hosting;

namespace Tinpot.Host.Tests.Fleet;

public class FleetCatalogTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly CancellationToken Never = CancellationToken.None;

    private static readonly LocalCatalog Old = RedisRegistry.Catalog(TestAction.Echo("both", "\"old\":{\"type\":\"string\"}"), TestAction.Echo("gone", ""));
    private static readonly LocalCatalog New = RedisRegistry.Catalog(TestAction.Echo("both", "\"new\":{\"type\":\"string\"}"), TestAction.Echo("fresh", ""));

    [Fact]
    public async Task Versions_stand_side_by_side_and_of_one_name_the_newest_publication_counts()
    {
        await using RedisRegistry redis = await RedisRegistry.StartAsync(Long);
        FleetCatalog catalog = redis.View();
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("new", New), New, first: true);
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("old", Old), Old, first: true);
        await catalog.RefreshAsync(Never);
        Assert.Equal(["both", "fresh", "gone"], catalog.Names);
        Assert.Equal("old", ParameterOf(catalog));

        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("newer", New), New, first: true);
        await catalog.RefreshAsync(Never);
        Assert.Equal("new", ParameterOf(catalog));
    }

    [Fact]
    public async Task What_live_workers_have_counts_before_what_is_only_kept()
    {
        await using RedisRegistry redis = await RedisRegistry.StartAsync(Long);
        FleetCatalog catalog = redis.View();
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("old", Old), Old, first: true);
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("new", New), New, first: true);
        await redis.Registry.LeaveAsync(RedisRegistry.Worker("new", New).Instance);

        await catalog.RefreshAsync(Never);

        Assert.Equal("old", ParameterOf(catalog));
        Assert.NotNull(catalog.Find("fresh"));
    }

    [Fact]
    public async Task An_unknown_name_is_asked_for_at_once_but_not_more_than_once_a_second()
    {
        await using RedisRegistry redis = await RedisRegistry.StartAsync(Long);
        var clock = new FakeTimeProvider();
        FleetCatalog catalog = redis.View(clock);
        Assert.Null(await catalog.FindAsync("gone", Never));
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("old", Old), Old, first: true);

        clock.Advance(TimeSpan.FromMilliseconds(900));
        Assert.Null(await catalog.FindAsync("gone", Never));
        clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.NotNull(await catalog.FindAsync("gone", Never));
    }

    [Fact]
    public async Task Without_a_store_what_was_known_stays()
    {
        await using RedisRegistry redis = await RedisRegistry.StartAsync(Long);
        var clock = new FakeTimeProvider();
        FleetCatalog catalog = redis.View(clock);
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("old", Old), Old, first: true);
        await catalog.RefreshAsync(Never);
        await redis.KillServerAsync();
        clock.Advance(Long);

        Assert.NotNull(await catalog.FindAsync("gone", Never));
        Assert.Null(await catalog.FindAsync("never_was", Never));
        Assert.Equal(["both", "gone"], catalog.Names);
    }

    [Fact]
    public async Task A_catalog_that_cannot_be_read_takes_nothing_from_the_others()
    {
        await using RedisRegistry redis = await RedisRegistry.StartAsync(Long);
        FleetCatalog catalog = redis.View();
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("old", Old), Old, first: true);
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("new", New), New, first: true);
        await redis.Database.StringSetAsync(RedisFleetRegistry.CatalogKey("tp", New.Hash), "nonsense");

        await catalog.RefreshAsync(Never);

        Assert.Equal(["both", "gone"], catalog.Names);
    }

    [Fact]
    public async Task A_catalog_of_another_type_of_key_takes_nothing_from_the_others()
    {
        await using RedisRegistry redis = await RedisRegistry.StartAsync(Long);
        FleetCatalog catalog = redis.View();
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("old", Old), Old, first: true);
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("new", New), New, first: true);
        StackExchange.Redis.RedisKey key = RedisFleetRegistry.CatalogKey("tp", New.Hash);
        await redis.Database.KeyDeleteAsync(key);
        await redis.Database.ListRightPushAsync(key, "nonsense");

        await catalog.RefreshAsync(Never);

        Assert.Equal(["both", "gone"], catalog.Names);
    }

    [Fact]
    public async Task One_action_that_cannot_be_read_takes_nothing_from_the_others()
    {
        await using RedisRegistry redis = await RedisRegistry.StartAsync(Long);
        FleetCatalog catalog = redis.View();
        string document = System.Text.Encoding.UTF8.GetString(Old.Document);
        byte[] later = System.Text.Encoding.UTF8.GetBytes(document[..^1] + ",{\"name\":\"later\",\"title\":\"\",\"descriptor\":{\"of\":\"another version\"}},7]");
        string hash = LocalCatalog.HashOf(later);
        await redis.Database.StringSetAsync(RedisFleetRegistry.CatalogKey("tp", hash), (byte[])[0, .. later]);
        await redis.Database.SortedSetAddAsync("tp:cats", hash, 1);

        await catalog.RefreshAsync(Never);

        Assert.Equal(["both", "gone"], catalog.Names);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_made_anew()
    {
        await using RedisRegistry redis = await RedisRegistry.StartAsync(Long);
        FleetCatalog catalog = redis.View();
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("old", Old), Old, first: true);
        await catalog.RefreshAsync(Never);
        FleetActions before = catalog.Actions;

        await catalog.RefreshAsync(Never);
        Assert.Same(before, catalog.Actions);
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("new", New), New, first: true);
        await catalog.RefreshAsync(Never);
        Assert.NotSame(before, catalog.Actions);
    }

    private static string ParameterOf(FleetCatalog catalog) => catalog.Find("both")!.Parameters.Properties![0].Name;
}
