namespace Tinpot.Host.Tests.Stores.Sqlite;

public sealed class SqliteLimitContract : LimitContract
{
    private protected override async Task<StoreHarness> OpenAsync() => await SqliteHarness.OpenAsync();
}
