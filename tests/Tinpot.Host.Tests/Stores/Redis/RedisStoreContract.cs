namespace Tinpot.Host.Tests.Stores.Redis;

public sealed class RedisStoreContract : StoreContract
{
    private protected override async Task<StoreHarness> OpenAsync() => await RedisHarness.OpenAsync();
}
