namespace Tinpot.Host.Tests.Executions;

public sealed class SqliteStoreContract : StoreContract
{
    private protected override async Task<StoreHarness> OpenAsync() => await SqliteHarness.OpenAsync();
}
