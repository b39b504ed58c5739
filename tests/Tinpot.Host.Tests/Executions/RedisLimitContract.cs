namespace Tinpot.Host.Tests.Executions;

public sealed class RedisLimitContract : LimitContract
{
    private protected override async Task<StoreHarness> OpenAsync() => await RedisHarness.OpenAsync();
}
