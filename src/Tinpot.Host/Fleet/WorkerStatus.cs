using Tinpot.Executions;

namespace Tinpot.Fleet;

/// <summary>A worker as it shows itself.</summary>
internal sealed record WorkerStatus
{
    /// <summary>What the process owns work under; never used again by another.</summary>
    public required string Instance { get; init; }

    /// <summary>What people call it; two may have the same.</summary>
    public required string Name { get; init; }

    public required string Host { get; init; }

    public required int ProcessId { get; init; }

    /// <summary>Queues it serves; null = all.</summary>
    public IReadOnlyList<string>? Queues { get; init; }

    /// <summary>Groups it serves; null = all.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    public required int Slots { get; init; }

    public required int Busy { get; init; }

    public required WorkerState State { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it last showed itself.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>Of the host, not of the actions.</summary>
    public required string Version { get; init; }

    /// <summary>Hash of the catalog that it carries.</summary>
    public required string Catalog { get; init; }

    /// <summary>Tells its key from another, and nothing else of it.</summary>
    public required string KeyFingerprint { get; init; }

    /// <summary>Whether it takes work of the lane, as far as it was told to.</summary>
    public bool Serves(Lane lane) => Queues?.Contains(lane.Queue) != false && Groups?.Contains(lane.Group) != false;
}
