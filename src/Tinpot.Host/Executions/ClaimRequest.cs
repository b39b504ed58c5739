namespace Tinpot.Executions;

/// <param name="Worker">Name of the worker, shown to people.</param>
/// <param name="Queues">Queues it serves; null = all.</param>
/// <param name="Groups">Groups it serves; null = all.</param>
/// <param name="Most">At most this many, never more than its free slots.</param>
internal sealed record ClaimRequest(string Worker, IReadOnlyList<string>? Queues, IReadOnlyList<string>? Groups, int Most)
{
    /// <summary>Whether it would take work of this queue and group.</summary>
    public bool Serves(string queue, string group) => Queues?.Contains(queue) != false && Groups?.Contains(group) != false;
}
