namespace Tinpot.Host.Tests.Executions;

public sealed class SqliteLimitContract : LimitContract
{
    private protected override async Task<StoreHarness> OpenAsync() => await SqliteHarness.OpenAsync();
}
