namespace Tinpot.Host.Tests.Workers.Injection;

/// <summary>An exception that one call of the store throws some times.</summary>
/// <param name="Call">Name of the method, without Async.</param>
/// <param name="Kind">Names the exception.</param>
/// <param name="Done">Whether the store has done what was asked before it throws.</param>
internal sealed record StoreFault(string Call, string Kind, Func<Exception> Make, bool Done)
{
    private int _left = 2;
    private int _met;

    /// <summary>So many calls go well before.</summary>
    public int Skip { get; init; }

    /// <summary>How often it was thrown.</summary>
    public int Thrown { get; private set; }

    /// <summary>Whether to throw now.</summary>
    public bool Take()
    {
        if (Interlocked.Increment(ref _met) <= Skip || Interlocked.Decrement(ref _left) < 0)
            return false;
        Thrown++;
        return true;
    }

    public override string ToString() => $"{Call} {(Done ? "after" : "before")} {Kind}";
}
