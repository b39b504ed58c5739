namespace Tinpot.Host.Tests.Stores.Redis;

public sealed class RedisLimitContract : LimitContract
{
    private protected override async Task<StoreHarness> OpenAsync() => await RedisHarness.OpenAsync();
}
