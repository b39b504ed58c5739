using StackExchange.Redis;

namespace Tinpot.Stores.Redis.Connecting;

/// <summary>
/// Two connections to one Redis: one for what decides and must not wait, one for what is long. So a flood of log lines
/// cannot delay the renewal of a lease.
/// </summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    /// <summary>
    /// How long an answer may take. A connection that timed out and was silent four times as long is given up for a new
    /// one, so one into the void costs 13 seconds, which is within a lease, instead of TCP's quarter of an hour.
    /// </summary>
    private const int TimeoutMilliseconds = 3_000;

    private RedisConnection(ConnectionMultiplexer control, ConnectionMultiplexer bulk)
    {
        Control = control;
        Bulk = bulk;
    }

    /// <summary>Submit, claim, renew, finish, cancel, and the nudges.</summary>
    public ConnectionMultiplexer Control { get; }

    /// <summary>Events, written and read, and lists.</summary>
    public ConnectionMultiplexer Bulk { get; }

    /// <summary>Returns once both are connected, or at once when the server is away: they go on trying.</summary>
    /// <param name="settings">Where the server is; every other setting is made here.</param>
    /// <param name="log">Hears of connections lost and found.</param>
    public static async Task<RedisConnection> OpenAsync(ConfigurationOptions settings, ConnectionLog? log = null)
    {
        // Of the whole process: answers are read, and commands written, on threads of the client's own, so that actions
        // which block the pool do not keep the renewal of their leases from arriving
        ConnectionMultiplexer.SetFeatureFlag("DedicatedThreads", true);
        ConnectionMultiplexer control = await ConnectAsync(Tuned(settings, "control", BacklogPolicy.Default), log).ConfigureAwait(false);
        // What is long is held by us, in bounded buffers, and sent again
        ConnectionMultiplexer bulk = await ConnectAsync(Tuned(settings, "bulk", BacklogPolicy.FailFast), log).ConfigureAwait(false);
        return new RedisConnection(control, bulk);
    }

    public async ValueTask DisposeAsync()
    {
        await Control.DisposeAsync().ConfigureAwait(false);
        await Bulk.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<ConnectionMultiplexer> ConnectAsync(ConfigurationOptions tuned, ConnectionLog? log)
    {
        log?.Attach(tuned);
        ConnectionMultiplexer multiplexer = await ConnectionMultiplexer.ConnectAsync(tuned).ConfigureAwait(false);
        log?.Attach(multiplexer);
        return multiplexer;
    }

    private static ConfigurationOptions Tuned(ConfigurationOptions settings, string purpose, BacklogPolicy backlog)
    {
        ConfigurationOptions tuned = settings.Clone();
        tuned.ClientName = $"tinpot-{purpose}";
        tuned.AbortOnConnectFail = false;
        tuned.ConnectRetry = 1;
        tuned.ConnectTimeout = 5_000;
        tuned.AsyncTimeout = TimeoutMilliseconds;
        tuned.SyncTimeout = TimeoutMilliseconds;
        tuned.ReconnectRetryPolicy = new ExponentialRetry(100, 5_000);
        tuned.BacklogPolicy = backlog;
        // Asks each second whether answers still belong to their questions, which also finds a dead connection
        tuned.HeartbeatConsistencyChecks = true;
        // A server that was a replica for a while would be taken for one for a minute more, longer than leases last
        tuned.ConfigCheckSeconds = 2;
        tuned.IncludeDetailInExceptions = false;
        // INFO counts as administration
        tuned.AllowAdmin = true;
        // Nothing is asked of the server that a user of Tinpot's own needs no right for
        tuned.TieBreaker = "";
        tuned.ConfigurationChannel = "";
        tuned.SetClientLibrary = false;
        tuned.CommandMap = CommandMap.Create(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "CONFIG" }, available: false);
        return tuned;
    }
}
