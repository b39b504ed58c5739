using Tinpot.Fleet;
using Tinpot.Settings.Checks;

namespace Tinpot.Hosting.Checks;

/// <summary>There are actions. A compiled catalog is always there; a catalog of workers has to be published first.</summary>
internal sealed class CatalogCheck(IActionCatalog catalog) : HostCheck
{
    public override string? Fault() => catalog is FleetCatalog { Names.Count: 0 }
        ? "No worker has published its actions yet. Start one with the command worker and the same REDIS_URL."
        : null;
}
