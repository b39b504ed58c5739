using Tinpot.Platform;

namespace Tinpot.Fleet;

/// <summary>All who share a store.</summary>
internal sealed class SharedFleet(IFleetRegistry registry, FleetCatalog catalog) : IFleet
{
    public FleetActions Actions => catalog.Actions;

    public Task<IReadOnlyList<WorkerStatus>> WorkersAsync(CancellationToken cancellation) => registry.WorkersAsync().WaitOrAbandonAsync(cancellation);
}
