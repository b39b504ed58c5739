using Tinpot.Stores.Redis.Scripts;

namespace Tinpot.Host.Tests.Stores.Redis;

public sealed class RedisTransitionEffectTests : TransitionEffectContract
{
    private static readonly RedisEffect Recording = new(
        "record",
        """
        local function record(h, cause, from)
          call('RPUSH', P .. 'recorded:' .. h.id, cause .. ' ' .. (from or '-') .. ' ' .. h.state)
        end

        """);

    [Fact]
    public async Task An_effect_is_in_the_slot_of_its_execution()
    {
        Guid id = await Store.SubmitAsync(Given.Submission());
        var harness = (RedisHarness)Store;
        string shard = harness.Store.Shards[0].Prefix;
        Assert.All(await harness.KeysAsync(), key => Assert.StartsWith(shard, key));
        Assert.Contains($"{shard}recorded:{id:N}", await harness.KeysAsync());
    }

    private protected override async Task<StoreHarness> OpenAsync() =>
        await RedisHarness.OpenAsync(options => options with { Effects = [.. RedisEffect.All, Recording] });

    private protected override async Task<string[]> RecordedAsync(Guid id)
    {
        var harness = (RedisHarness)Store;
        return [.. (await harness.Database.ListRangeAsync(harness.Store.Shards[0].Key($"recorded:{id:N}"))).Select(text => (string)text!)];
    }
}
