namespace Tinpot.Host.Tests.Executions;

public sealed class RedisStoreContract : StoreContract
{
    private protected override async Task<StoreHarness> OpenAsync() => await RedisHarness.OpenAsync();
}
