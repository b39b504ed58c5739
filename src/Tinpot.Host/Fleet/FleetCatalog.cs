using Tinpot.Actions;
using Tinpot.Executions;
using Tinpot.Runtime;
using Tinpot.Schemas;
using Tinpot.Stores.Redis.Reading;

namespace Tinpot.Fleet;

/// <summary>
/// The actions of the whole fleet, as its workers published them: what live workers have before what is only still kept, and
/// of each the newest publication. The actions of this process, if it has any, come before all: it has their code.
/// </summary>
/// <param name="own">null = this process has no actions that count.</param>
internal sealed class FleetCatalog(
    IFleetRegistry registry, CompiledCatalog? own, LocalCatalog? ownCatalog, TimeProvider clock, UnreadableEntries? unreadable = null) : IActionCatalog, IActionLookup
{
    /// <summary>However many unknown names are asked for, the fleet is not asked more often.</summary>
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private Dictionary<string, IReadOnlyList<ActionDescriptor>> _read = [];
    private volatile FleetView _view = own is null ? FleetView.Empty : new FleetView([(ownCatalog!.Hash, ownCatalog.Actions.All)]);
    private string[]? _published;
    private long? _refreshed;

    public IReadOnlyList<string> Names => _view.Names;

    public FleetActions Actions => _view.Actions;

    public ActionDescriptor? Find(string name) => _view.Find(name);

    /// <summary>With the code of the types where it is here, and by the schema alone where it is not.</summary>
    public IReadOnlyList<SchemaError> Check(ActionDescriptor action, ReadOnlySpan<byte> arguments) =>
        own?.Find(action.Name) == action ? own.Check(action, arguments) : SchemaChecker.Check(action.Parameters, arguments);

    public async ValueTask<ActionDescriptor?> FindAsync(string name, CancellationToken cancellation)
    {
        if (Find(name) is { } known)
            return known;
        try
        {
            await RefreshAsync(Soonest, cancellation).ConfigureAwait(false);
        }
        catch (StoreUnavailableException)
        {
            // Whether there is such an action cannot be told; what is submitted would find no store either.
        }

        return Find(name);
    }

    /// <summary>Looks again.</summary>
    /// <exception cref="StoreUnavailableException">What was known before still counts.</exception>
    public Task RefreshAsync(CancellationToken cancellation) => RefreshAsync(TimeSpan.Zero, cancellation);

    private async Task RefreshAsync(TimeSpan soonest, CancellationToken cancellation)
    {
        await _refreshing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_refreshed is { } before && clock.GetElapsedTime(before) < soonest)
                return;
            try
            {
                await ReadAsync().ConfigureAwait(false);
            }
            finally
            {
                // From its end: while the store is away a look takes its time, and who waits behind it must not look again
                _refreshed = clock.GetTimestamp();
            }
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private async Task ReadAsync()
    {
        HashSet<string> alive = [.. (await registry.WorkersAsync().ConfigureAwait(false)).Select(worker => worker.Catalog)];
        var read = new Dictionary<string, IReadOnlyList<ActionDescriptor>>(StringComparer.Ordinal);
        List<string> order = [];
        foreach (string hash in await registry.CatalogsAsync().ConfigureAwait(false))
        {
            if (await ReadAsync(hash).ConfigureAwait(false) is not { } actions)
                continue;
            if (read.TryAdd(hash, actions))
                order.Add(hash);
        }

        _read = read;
        string[] published = [.. order.OrderBy(hash => alive.Contains(hash) ? 0 : 1)];
        // A catalog never changes under its hash, so the same ones make the same view
        if (published.AsSpan().SequenceEqual(_published))
            return;
        var catalogs = published.Select(hash => (hash, read[hash]));
        _view = new FleetView(ownCatalog is null ? catalogs : catalogs.Prepend((ownCatalog.Hash, ownCatalog.Actions.All)));
        _published = published;
    }

    /// <summary>A catalog never changes under its hash.</summary>
    private async Task<IReadOnlyList<ActionDescriptor>?> ReadAsync(string hash)
    {
        if (_read.TryGetValue(hash, out IReadOnlyList<ActionDescriptor>? known))
            return known;
        if (await registry.CatalogAsync(hash).ConfigureAwait(false) is not { } document)
            return null;
        try
        {
            return CatalogDocument.Read(document, foreign => Report(hash, "one of its actions is ignored by this host: " + foreign.Message));
        }
        catch (Exception foreign) when (foreign is not StoreUnavailableException)
        {
            Report(hash, "its actions are ignored by this host: " + foreign.Message);
            return [];
        }
    }

    private void Report(string hash, string reason) =>
        unreadable?.Add("catalogue", hash, $"this version cannot read it, and {reason.ReplaceLineEndings(" ").TrimEnd('.')}. Install the version of the workers on this host");
}
