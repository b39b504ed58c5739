namespace Tinpot.Platform;

/// <summary>The pauses between attempts that keep failing: each is twice as long as the one before, up to the longest.</summary>
internal sealed record Backoff(TimeSpan First, TimeSpan Longest)
{
    /// <summary>2^40 milliseconds are 34 years. More doublings would only overflow.</summary>
    private const int MostDoublings = 40;

    /// <summary>For an attempt that costs little, such as a query.</summary>
    public static readonly Backoff Short = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1));

    /// <param name="failures">How many attempts have failed in a row.</param>
    /// <returns>Zero before the first failure.</returns>
    public TimeSpan After(int failures)
    {
        if (failures <= 0)
            return TimeSpan.Zero;
        double pause = First.TotalMilliseconds * Math.Pow(2, Math.Min(failures - 1, MostDoublings));
        return pause < Longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(pause) : Longest;
    }

    /// <summary>The same pause, but a little shorter or longer, so that processes that failed together do not all try again together.</summary>
    /// <param name="spread">0.25 = between three and five quarters.</param>
    public TimeSpan After(int failures, double spread, Random random) => After(failures) * (1 - spread + 2 * spread * random.NextDouble());
}
