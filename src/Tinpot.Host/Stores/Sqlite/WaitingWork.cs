using Tinpot.Executions;
using Tinpot.Executions.Limits;

namespace Tinpot.Stores.Sqlite;

/// <summary>
/// How much waits, per queue and per lane, and which places are taken. A copy in memory of what the database holds, kept by the
/// writer; so neither a claim nor a limit has to count rows, and nobody polls.
/// </summary>
internal sealed class WaitingWork
{
    /// <summary>Limited lanes with room that one claim looks into, however many there are.</summary>
    private const int MostLimited = 100;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Queue, string Group, LimitSet? Limits), WorkLane> _lanes = [];
    private readonly Dictionary<string, int> _waiting = [];
    private readonly LimitTally _running = new();
    private readonly LimitTally _unfinished = new();
    private long _turn;

    /// <summary>Everything that waits in the queue: SCHEDULED, PENDING and RETRY.</summary>
    public int Waiting(string queue)
    {
        lock (_lock)
            return _waiting.GetValueOrDefault(queue);
    }

    /// <summary>What runs leaves all these places free.</summary>
    public bool HasRoom(LimitSet limits)
    {
        lock (_lock)
            return _running.HasRoom(limits);
    }

    /// <summary>What runs, or has come to its turn and will run, leaves this place free.</summary>
    public bool IsFree(ExecutionLimit limit)
    {
        lock (_lock)
            return _unfinished.HasRoom(limit);
    }

    /// <summary>The lanes that the request serves and whose first may start now; of the limited ones a bounded number.</summary>
    public List<WorkLane> Open(ClaimRequest request)
    {
        lock (_lock)
        {
            WorkLane[] open = [.. _lanes.Values.Where(lane => request.Serves(lane.Queue, lane.Group) && IsOpen(lane))];
            return
            [
                .. open.Where(lane => lane.Limits is null),
                .. open.Where(lane => lane.Limits is not null).OrderBy(lane => lane.Turn).Take(MostLimited),
            ];
        }
    }

    /// <summary>Something of the lane starts.</summary>
    public void Served(WorkLane lane)
    {
        lock (_lock)
            lane.Turn = ++_turn;
    }

    /// <summary>Nothing of what the lane counts can be found in the database.</summary>
    public void Forget(WorkLane lane)
    {
        lock (_lock)
        {
            if (lane.Count > 0 && _lanes.Remove((lane.Queue, lane.Group, lane.Limits)))
                ChangeWaiting(lane.Queue, -lane.Count);
        }
    }

    /// <summary>Counts work in (or, with −1, out) of a state that is not terminal.</summary>
    public void Count(string queue, string group, LimitSet? limits, ExecutionState state, int change)
    {
        lock (_lock)
        {
            if (ExecutionTransitions.IsWaiting(state))
                ChangeWaiting(queue, change);
            if (state == ExecutionState.PENDING)
                ChangeLane(queue, group, limits, change);
            if (limits is null)
                return;
            if (state == ExecutionState.STARTED)
                _running.Count(limits, change);
            // What only waits for its first time takes no place from others yet
            if (state != ExecutionState.SCHEDULED)
                _unfinished.Count(limits, change);
        }
    }

    /// <summary>Something waits that the request serves and that may start now.</summary>
    public bool Any(ClaimRequest request)
    {
        lock (_lock)
        {
            foreach (WorkLane lane in _lanes.Values)
            {
                if (request.Serves(lane.Queue, lane.Group) && IsOpen(lane))
                    return true;
            }
        }

        return false;
    }

    private bool IsOpen(WorkLane lane) => lane.Limits is not { } limits || _running.HasRoom(limits);

    private void ChangeWaiting(string queue, int change)
    {
        int count = _waiting.GetValueOrDefault(queue) + change;
        if (count == 0)
            _waiting.Remove(queue);
        else
            _waiting[queue] = count;
    }

    private void ChangeLane(string queue, string group, LimitSet? limits, int change)
    {
        if (!_lanes.TryGetValue((queue, group, limits), out WorkLane? lane))
            _lanes.Add((queue, group, limits), lane = new WorkLane(queue, group, limits, ++_turn));
        lane.Count += change;
        if (lane.Count == 0)
            _lanes.Remove((queue, group, limits));
    }
}
