namespace Tinpot.Actions;

/// <summary>Where the catalog is compiled in, it knows all there is.</summary>
internal sealed class CatalogLookup(IActionCatalog catalog) : IActionLookup
{
    public ValueTask<ActionDescriptor?> FindAsync(string name, CancellationToken cancellation) => ValueTask.FromResult(catalog.Find(name));
}
