using Tinpot.Fleet;

namespace Tinpot.Hosting;

/// <summary>There are actions to ask for. A catalogue that is compiled in is there; others' have to be published.</summary>
internal sealed class CatalogueCheck(IActionCatalog catalog) : IReadinessCheck
{
    public string Name => "catalogue";

    public string? Fault() => catalog is FleetCatalog { Names.Count: 0 }
        ? "No worker has published its actions yet. Start one with the verb worker and the same REDIS_URL."
        : null;
}
