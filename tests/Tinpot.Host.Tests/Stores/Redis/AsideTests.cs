using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Fleet.Redis;

namespace Tinpot.Host.Tests.Stores.Redis;

/// <summary>Work that is offered to a worker without its action.</summary>
public class AsideTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task It_is_put_aside_for_another_and_counts_as_waiting_meanwhile()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync();
        await store.Database.SetAddAsync(RedisFleetRegistry.NamesKey(store.Store.Shards[0], "old"), "other_action");
        await store.Database.SetAddAsync(RedisFleetRegistry.NamesKey(store.Store.Shards[0], "new"), (RedisValue[])["other_action", "clean_cache"]);
        Guid id = await store.SubmitAsync(Given.Submission());
        store.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Empty(await store.Work.ClaimAsync(Given.AnyWork with { Catalog = "old" }, Never));
        Assert.Equal((1, 0, TimeSpan.FromSeconds(3)), Assert.Single(await store.Client.LanesAsync(Never)) is var lane ? (lane.Waiting, lane.Running, lane.OldestWaiting) : default);
        Assert.Equal(ExecutionState.PENDING, (await store.FindAsync(id)).State);
        Assert.Empty(await store.Work.ClaimAsync(Given.AnyWork with { Catalog = "new" }, Never));

        store.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(id, Assert.Single(await store.Work.ClaimAsync(Given.AnyWork with { Catalog = "new" }, Never)).Lease.ExecutionId);
    }
}
