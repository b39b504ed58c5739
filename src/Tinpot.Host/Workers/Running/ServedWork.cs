using Tinpot.Executions;

namespace Tinpot.Workers.Running;

/// <summary>What a worker that shares its store with others takes of the work.</summary>
/// <param name="Lanes">Those it serves and has actions in.</param>
/// <param name="CatalogHash">Hash of the catalog with its actions.</param>
internal sealed record ServedWork(IReadOnlyList<Lane> Lanes, string CatalogHash);
