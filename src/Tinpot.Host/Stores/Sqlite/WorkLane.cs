using Tinpot.Executions.Limits;

namespace Tinpot.Stores.Sqlite;

/// <summary>PENDING work of one (queue, group) that takes the same places, or none: either its first may start now, or none of it.</summary>
internal sealed class WorkLane(string queue, string group, LimitSet? limits, long turn)
{
    public string Queue { get; } = queue;

    public string Group { get; } = group;

    /// <summary>null when nothing limits it.</summary>
    public LimitSet? Limits { get; } = limits;

    /// <summary>More of it never start together.</summary>
    public int AtOnce { get; } = limits?.Limits.Min(limit => limit.MaxConcurrent) ?? int.MaxValue;

    /// <summary>How much waits in it.</summary>
    public int Count { get; set; }

    /// <summary>Rises whenever something of it starts. Of many limited lanes those that waited longest are looked at first.</summary>
    public long Turn { get; set; } = turn;
}
