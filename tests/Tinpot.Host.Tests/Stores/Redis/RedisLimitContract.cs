namespace Tinpot.Host.Tests.Stores.Redis;

public sealed class RedisLimitContract(RedisFixture redis) : LimitContract, IClassFixture<RedisFixture>
{
    private protected override async Task<StoreHarness> OpenAsync() => await RedisHarness.OpenAsync(redis);
}
