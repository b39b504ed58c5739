namespace Tinpot.Stores.Redis;

/// <summary>
/// The places of executions in lists. A place is the score of a sorted set, a double, which counts exactly up to 2^53. So until
/// 2035 a millisecond has 4 096 places, and from then on 16: with 4 096 the scores would lose exactness in September 2039.
/// </summary>
internal static class ListPlaces
{
    /// <summary>2035-01-01T00:00:00Z; <c>submit.lua</c> has the same.</summary>
    private const long Change = 2_051_222_400_000;

    /// <param name="milliseconds">Since 1970.</param>
    /// <returns>The first place of that millisecond; later ones are higher. When more executions are submitted in a millisecond than it has places, they take the places that follow.</returns>
    public static long First(long milliseconds) =>
        milliseconds < Change ? milliseconds * 4_096 : Change * 4_096 + (milliseconds - Change) * 16;
}
