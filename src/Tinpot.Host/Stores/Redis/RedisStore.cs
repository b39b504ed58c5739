using Microsoft.Extensions.Logging.Abstractions;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Platform;
using Tinpot.Stores.Redis.Connecting;
using Tinpot.Stores.Redis.Reading;
using Tinpot.Stores.Redis.Scripts;
using Tinpot.Stores.Redis.Wakeups;

namespace Tinpot.Stores.Redis;

/// <summary>The store of a fleet. Many hosts share it; every change is a script that Redis makes as a whole.</summary>
internal sealed partial class RedisStore : IExecutionClient, IWorkSource, IAsyncDisposable
{
    private static readonly TimeSpan TidyEvery = TimeSpan.FromMinutes(1);

    private readonly RedisStoreOptions _options;
    private readonly ScriptRunner _scripts;
    private readonly ShardStore[] _shards;
    private readonly SharedReads<(Guid Id, EventRange Range), IReadOnlyList<EventBatch>> _reads;
    private readonly WakeupChannel _nudges;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _tidying;
    private int _begun;
    private int _disposed;

    /// <summary>Does not wait for the server: what it cannot do yet is <see cref="StoreUnavailableException"/>.</summary>
    /// <param name="connection">Not owned.</param>
    /// <param name="owner">Names this process among those that own work; never used again by another.</param>
    public RedisStore(RedisStoreOptions options, RedisConnection connection, string owner)
    {
        _options = options;
        Owner = owner;
        _scripts = new ScriptRunner(connection, options.Clock, options.Unreadable, options.Effects);
        _shards = [.. Enumerable.Range(0, options.Shards).Select(number => new ShardStore(new Shard(number, options.Prefix), _scripts, options, owner))];
        _reads = new(question => ShardOf(question.Id).ReadEventsAsync(question.Id, question.Range));
        _nudges = new WakeupChannel(connection.Control.GetSubscriber(), [.. _shards.Select(one => one.Shard)], _scripts.Report, options.Local);
        SupervisedLoop tidying = options.Tidying
            ?? new SupervisedLoop("retention of the store", options.Local, NullLogger.Instance, _ => true) { LongestPause = TidyEvery };
        _tidying = tidying.RunAsync(TidyAsync, _closing.Token);
    }

    /// <summary>What this process owns work under.</summary>
    public string Owner { get; }

    /// <summary>The server's, which decides what is due, since it was first looked for lost work.</summary>
    public TimeProvider Time => _shards[0].Time;

    /// <summary>Executions whose events somebody waits for, or did a moment ago.</summary>
    internal int Followed => _nudges.Followed;

    /// <summary>Every part of the executions.</summary>
    public IReadOnlyList<Shard> Shards => [.. _shards.Select(one => one.Shard)];

    /// <summary>Waits end with <see cref="OperationCanceledException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        try
        {
            await _closing.CancelAsync().ConfigureAwait(false);
            await _tidying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            await _nudges.DisposeAsync().ConfigureAwait(false);
        }
    }

    private ShardStore ShardOf(Guid id) => _shards[ExecutionIds.PartOf(id, _shards.Length)];

    /// <summary>Every host does: what two remove at once is removed once.</summary>
    /// <returns>When to do so again.</returns>
    private async Task<TimeSpan> TidyAsync(CancellationToken cancellation)
    {
        // What starts a host has other things to do first
        if (Interlocked.Exchange(ref _begun, 1) == 0)
            return TidyEvery;
        try
        {
            await PruneAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            await MendAsync().WaitOrAbandonAsync(cancellation).ConfigureAwait(false);
        }

        return TidyEvery;
    }

    /// <summary>Removes what retention does not keep.</summary>
    internal async Task PruneAsync(CancellationToken cancellation)
    {
        foreach (ShardStore shard in _shards)
        {
            while (await shard.PruneAsync().ConfigureAwait(false) > 0)
                cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Puts right what a lost key made wrong.</summary>
    internal async Task<int> MendAsync() => (await Task.WhenAll(_shards.Select(one => one.MendAsync())).ConfigureAwait(false)).Sum();
}
