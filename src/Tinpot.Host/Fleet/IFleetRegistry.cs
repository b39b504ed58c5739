using Tinpot.Executions;

namespace Tinpot.Fleet;

/// <summary>Where the workers of a fleet show themselves, and leave their catalogs for those who have no code.</summary>
/// <remarks>Every method may throw <see cref="StoreUnavailableException"/>; all are safe to repeat.</remarks>
internal interface IFleetRegistry
{
    /// <summary>Shows a worker for a lease from now, and keeps its catalog for a day.</summary>
    /// <param name="first">It has just started: its catalog counts as published now.</param>
    Task AnnounceAsync(WorkerStatus worker, LocalCatalog catalog, bool first);

    /// <summary>A worker has ended.</summary>
    Task LeaveAsync(string instance);

    /// <summary>Who showed itself within its lease.</summary>
    Task<IReadOnlyList<WorkerStatus>> WorkersAsync();

    /// <summary>Hashes of the catalogs that are kept, the newest publication first.</summary>
    Task<IReadOnlyList<string>> CatalogsAsync();

    /// <returns>The document; null when it is not kept any more.</returns>
    Task<byte[]?> CatalogAsync(string hash);
}
