using Tinpot.Executions;

namespace Tinpot.Fleet;

/// <summary>The actions that are known, and which catalogue has which.</summary>
/// <param name="All">Every action that is shown.</param>
/// <param name="NamesOf">Names and aliases of the actions of a catalogue, by its hash.</param>
internal sealed record FleetActions(IReadOnlyList<ActionDescriptor> All, IReadOnlyDictionary<string, IReadOnlySet<string>> NamesOf)
{
    /// <summary>Whether a worker takes the action's work and has its code.</summary>
    public bool CanRun(WorkerStatus worker, ActionDescriptor action) =>
        worker.Serves(new Lane(action.Queue, action.Group)) && NamesOf.TryGetValue(worker.Catalogue, out IReadOnlySet<string>? names) && names.Contains(action.Name);
}
