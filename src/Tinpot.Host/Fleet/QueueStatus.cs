using Tinpot.Executions;

namespace Tinpot.Fleet;

/// <summary>How a queue stands, seen from one group.</summary>
/// <param name="Workers">Live workers that take its work and have actions in it.</param>
/// <param name="Unserved">Actions in it that no live worker both serves and has, in ordinal order.</param>
internal sealed record QueueStatus(LaneLoad Load, int Workers, IReadOnlyList<string> Unserved)
{
    /// <summary>One for each lane that has actions or work, by queue, then group.</summary>
    public static IReadOnlyList<QueueStatus> Of(FleetActions known, IReadOnlyList<WorkerStatus> workers, IReadOnlyList<LaneLoad> loads)
    {
        // A draining worker claims no more work
        WorkerStatus[] taking = [.. workers.Where(worker => worker.State == WorkerState.Running)];
        ILookup<Lane, ActionDescriptor> actions = known.All.ToLookup(action => new Lane(action.Queue, action.Group));
        Dictionary<Lane, LaneLoad> loadOf = loads.ToDictionary(load => load.Lane);
        return [.. actions.Select(lane => lane.Key).Union(loadOf.Keys)
            .OrderBy(lane => lane.Queue, StringComparer.Ordinal).ThenBy(lane => lane.Group, StringComparer.Ordinal)
            .Select(lane => new QueueStatus(
                loadOf.GetValueOrDefault(lane) ?? new LaneLoad(lane, 0, 0, null),
                taking.Count(worker => actions[lane].Any(action => known.CanRun(worker, action))),
                [.. actions[lane].Where(action => !taking.Any(worker => known.CanRun(worker, action))).Select(action => action.Name)]))];
    }
}
