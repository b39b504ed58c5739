namespace Tinpot.Fleet;

/// <summary>Where the store is a file of this process, its worker is the only one.</summary>
internal sealed class EmbeddedFleet(ThisWorker worker, OwnCatalogue catalogue) : IFleet
{
    public FleetActions Actions => catalogue.Actions;

    public Task<IReadOnlyList<WorkerStatus>> WorkersAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<WorkerStatus>>([worker.Status]);
}
