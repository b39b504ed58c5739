namespace Tinpot.Executions;

/// <param name="Worker">Name of the worker, shown to people.</param>
/// <param name="Queues">Queues it serves; null = all.</param>
/// <param name="Groups">Groups it serves; null = all.</param>
/// <param name="MaxCount">At most this many, never more than its free slots.</param>
internal sealed record ClaimRequest(string Worker, IReadOnlyList<string>? Queues, IReadOnlyList<string>? Groups, int MaxCount)
{
    /// <summary>The lanes of its queues and groups that it has actions in; null = all of them.</summary>
    public IReadOnlyList<Lane>? Lanes { get; init; }

    /// <summary>
    /// The catalog whose actions it has, by the hash under which it is published; what is not in it is put aside for another
    /// worker. null = it takes everything.
    /// </summary>
    public string? Catalog { get; init; }

    /// <summary>Whether it would take work of this queue and group.</summary>
    public bool Serves(string queue, string group) =>
        Lanes?.Contains(new Lane(queue, group)) ?? (Queues?.Contains(queue) != false && Groups?.Contains(group) != false);
}
