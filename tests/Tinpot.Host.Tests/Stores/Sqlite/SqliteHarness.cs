using Tinpot.Executions;
using Tinpot.Platform;
using Tinpot.Stores.Sqlite;

namespace Tinpot.Host.Tests.Stores.Sqlite;

/// <summary>A SQLite store in a folder of its own, which goes with it.</summary>
internal sealed class SqliteHarness : StoreHarness
{
    private SqliteStore? _store;

    public string Folder { get; } = Directory.CreateTempSubdirectory("tinpot-store-").FullName;

    public SqliteStore Store => _store ?? throw new InvalidOperationException("The store is closed.");

    public override IExecutionClient Client => Store;

    public override IWorkSource Work => Store;

    public SqliteStoreOptions Options { get; set; }

    public SqliteHarness() =>
        Options = new SqliteStoreOptions
        {
            Folder = Folder,
            QueueLimit = QueueLimit,
            TimeProvider = Time,
            Loops = new SupervisedLoops(Time, error => error is StoreUnavailableException),
        };

    public static async Task<SqliteHarness> OpenAsync(Func<SqliteStoreOptions, SqliteStoreOptions>? change = null)
    {
        var harness = new SqliteHarness();
        if (change is not null)
            harness.Options = change(harness.Options);
        await harness.OpenStoreAsync();
        return harness;
    }

    public async Task OpenStoreAsync() => _store = await SqliteStore.OpenAsync(Options);

    public override async Task CloseStoreAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
        _store = null;
    }

    public async Task ReopenAsync()
    {
        await CloseStoreAsync();
        await OpenStoreAsync();
    }

    public override Task LoseOwnersAsync() => Store.EndLostAsync(CancellationToken.None);

    public override async ValueTask DisposeAsync()
    {
        await CloseStoreAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
