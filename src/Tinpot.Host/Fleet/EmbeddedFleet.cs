namespace Tinpot.Fleet;

/// <summary>Where the store is a file of this process, its worker is the only one.</summary>
internal sealed class EmbeddedFleet(LocalWorker worker, LocalCatalog catalog) : IFleet
{
    public FleetActions Actions => catalog.Actions;

    public Task<IReadOnlyList<WorkerStatus>> WorkersAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<WorkerStatus>>([worker.Status]);
}
