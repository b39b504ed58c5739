namespace Tinpot.Host.Tests.Stores.Redis;

public sealed class RedisStoreContract(RedisFixture redis) : StoreContract, IClassFixture<RedisFixture>
{
    private protected override async Task<StoreHarness> OpenAsync() => await RedisHarness.OpenAsync(redis);
}
