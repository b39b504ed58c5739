namespace Tinpot.Executions.Redis;

/// <summary>The store of a fleet. Many hosts share it; every change is a script that Redis makes as a whole.</summary>
internal sealed partial class RedisStore : IExecutionClient, IWorkSource, IAsyncDisposable
{
    private readonly RedisStoreOptions _options;
    private readonly ScriptRunner _scripts;
    private readonly ShardStore[] _shards;
    private readonly SharedReads<(Guid Id, EventRange Range), IReadOnlyList<EventBatch>> _reads;
    private readonly Nudges _nudges;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _tidying;
    private int _disposed;

    /// <summary>Does not wait for the server: what it cannot do yet is <see cref="StoreUnavailableException"/>.</summary>
    /// <param name="connection">Not owned.</param>
    /// <param name="owner">Names this process among those that own work; never used again by another.</param>
    public RedisStore(RedisStoreOptions options, RedisConnection connection, string owner)
    {
        _options = options;
        Owner = owner;
        _scripts = new ScriptRunner(connection, options.Clock);
        _shards = [.. Enumerable.Range(0, options.Shards).Select(number => new ShardStore(new Shard(number), _scripts, options, owner))];
        _reads = new(question => ShardOf(question.Id).ReadEventsAsync(question.Id, question.Range));
        _nudges = new Nudges(connection.Control.GetSubscriber(), [.. _shards.Select(one => one.Shard)]);
        _tidying = TidyRegularlyAsync();
    }

    /// <summary>What this process owns work under.</summary>
    public string Owner { get; }

    /// <summary>The server's, which decides what is due, since it was first looked for lost work.</summary>
    public TimeProvider Time => _shards[0].Time;

    /// <summary>Every part of the executions.</summary>
    public IReadOnlyList<Shard> Shards => [.. _shards.Select(one => one.Shard)];

    /// <summary>Waits end with <see cref="OperationCanceledException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _closing.CancelAsync().ConfigureAwait(false);
        await _tidying.ConfigureAwait(false);
        await _nudges.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The part that an execution lies in: the last byte of its id says.</summary>
    private ShardStore ShardOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return _shards[bytes[15] % _shards.Length];
    }

    /// <summary>Every host does: what two remove at once is removed once.</summary>
    private async Task TidyRegularlyAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        try
        {
            while (await timer.WaitForNextTickAsync(_closing.Token).ConfigureAwait(false))
            {
                try
                {
                    await PruneAsync(_closing.Token).ConfigureAwait(false);
                    await MendAsync().ConfigureAwait(false);
                }
                catch (StoreUnavailableException)
                {
                    // Who writes next hears of it; the next minute tries again.
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
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
