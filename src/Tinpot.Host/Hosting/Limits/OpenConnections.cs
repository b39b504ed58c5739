namespace Tinpot.Hosting.Limits;

/// <summary>Counts the connections of a host, over all addresses it listens on.</summary>
/// <param name="most">How many are served.</param>
internal sealed class OpenConnections(int most)
{
    /// <summary>
    /// So many more are let in for a short time: they tell an orchestrator that the host is well, and everybody else why
    /// it does not serve them.
    /// </summary>
    private readonly int _spare = Math.Clamp(most / 4, 1, 16);
    private int _open;

    /// <summary>How many are served at once; the last few are spare ones.</summary>
    public int Maximum => most - _spare;

    /// <summary>Counts a connection that was accepted.</summary>
    /// <param name="spare">Whether it is one of those that get a short answer only.</param>
    /// <returns>false when there is no room for it at all.</returns>
    public bool TryEnter(out bool spare)
    {
        int open = Interlocked.Increment(ref _open);
        spare = open > Maximum;
        if (open <= most)
            return true;
        Interlocked.Decrement(ref _open);
        return false;
    }

    public void Remove() => Interlocked.Decrement(ref _open);
}
