namespace Tinpot.Host.Tests.Stores.Sqlite;

public sealed class SqliteStoreContract : StoreContract
{
    private protected override async Task<StoreHarness> OpenAsync() => await SqliteHarness.OpenAsync();
}
