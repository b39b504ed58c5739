using StackExchange.Redis;

namespace Tinpot.Stores.Redis;

/// <summary>Where a process shows that it lives; the key ends by itself when it does not.</summary>
internal static class Heartbeat
{
    /// <param name="fleet">The prefix of the fleet.</param>
    /// <param name="owner">What the process owns work under.</param>
    public static RedisKey Key(string fleet, string owner) => $"{fleet}:w:{owner}";
}
