using System.Globalization;
using StackExchange.Redis;

namespace Tinpot.Stores.Redis;

/// <summary>A part of the executions, all of whose keys lie in one slot of a cluster: no script touches two of them.</summary>
/// <param name="fleet">The prefix of the fleet.</param>
internal sealed class Shard(int number, string fleet = Shard.DefaultFleet)
{
    /// <summary>The prefix of a fleet that sets none.</summary>
    public const string DefaultFleet = "tp";

    /// <summary>Stands before every key of the fleet.</summary>
    public string Fleet { get; } = fleet;

    /// <summary>Stands before every key of it. What is in braces decides the slot of a cluster.</summary>
    public string Prefix { get; } = string.Create(CultureInfo.InvariantCulture, $"{fleet}:{{{number}}}:");

    public RedisKey Key(string name) => Prefix + name;

    public RedisKey Execution(Guid id) => Prefix + "x:" + id.ToString("N");

    public RedisChannel Channel(string name) => RedisChannel.Literal(Prefix + name);
}
