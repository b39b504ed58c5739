using Tinpot.Executions;

namespace Tinpot.Fleet;

/// <summary>The actions that are known, and which catalog has which.</summary>
/// <param name="All">Every action that is shown.</param>
/// <param name="NamesOf">Names and aliases of the actions of a catalog, by its hash.</param>
internal sealed record FleetActions(IReadOnlyList<ActionDescriptor> All, IReadOnlyDictionary<string, IReadOnlySet<string>> NamesOf)
{
    /// <summary>Whether a worker takes the action's work and has its code.</summary>
    public bool CanRun(WorkerStatus worker, ActionDescriptor action) =>
        worker.Serves(new Lane(action.Queue, action.Group)) && NamesOf.TryGetValue(worker.Catalog, out IReadOnlySet<string>? names) && names.Contains(action.Name);
}
