namespace Tinpot.Host.Tests.Stores;

/// <summary>What every store must do. A store's own test class derives from this and says how to open one.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    private StoreHarness? _store;

    private protected StoreHarness Store => _store ?? throw new InvalidOperationException("The store is not open yet.");

    private protected abstract Task<StoreHarness> OpenAsync();

    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Store.DisposeAsync();
    }

    private protected static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;
}
