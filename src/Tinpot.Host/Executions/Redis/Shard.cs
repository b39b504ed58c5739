using System.Globalization;
using StackExchange.Redis;

namespace Tinpot.Executions.Redis;

/// <summary>A part of the executions, all of whose keys lie in one slot of a cluster: no script touches two of them.</summary>
internal sealed class Shard(int number)
{
    /// <summary>Stands before every key of it.</summary>
    public string Prefix { get; } = string.Create(CultureInfo.InvariantCulture, $"tp:{{{number}}}:");

    public RedisKey Key(string name) => Prefix + name;

    public RedisKey Execution(Guid id) => Prefix + "x:" + id.ToString("N");

    public RedisChannel Channel(string name) => RedisChannel.Literal(Prefix + name);
}
