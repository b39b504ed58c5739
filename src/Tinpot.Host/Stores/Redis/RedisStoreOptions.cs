using Tinpot.Platform;
using Tinpot.Stores.Redis.Reading;
using Tinpot.Stores.Redis.Scripts;

namespace Tinpot.Stores.Redis;

/// <summary>What the store on Redis needs to know.</summary>
internal sealed record RedisStoreOptions
{
    /// <summary>How long a silent worker keeps its work.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Days that a finished execution is kept.</summary>
    public int RetentionDays { get; init; } = 30;

    /// <summary>Finished executions kept; the oldest beyond go.</summary>
    public int RetentionCount { get; init; } = 10_000;

    /// <summary>Executions that may wait in one queue.</summary>
    public int QueueLimit { get; init; } = 100_000;

    /// <summary>Stands before every key and channel: fleets with different prefixes share nothing.</summary>
    public string Prefix { get; init; } = Shard.DefaultFleet;

    /// <summary>Hears of what cannot be read; null = nobody does.</summary>
    public UnreadableEntries? Unreadable { get; init; }

    /// <summary>What scripts write with each change of state; null = <see cref="RedisEffect.All"/>.</summary>
    public IReadOnlyList<RedisEffect>? Effects { get; init; }

    /// <summary>Runs retention; null = one that logs nothing.</summary>
    public SupervisedLoop? Tidying { get; init; }

    /// <summary>Into how many parts the executions are divided, 1–64; each part is one slot of a cluster.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>The host's clock, which measures pauses and the time since the server last answered.</summary>
    public TimeProvider Local { get; init; } = SystemClock.Instance;

    /// <summary>Whose time it is; null = the server's, which is the same for every host.</summary>
    public TimeProvider? Clock { get; init; }
}
