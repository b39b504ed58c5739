using StackExchange.Redis;

namespace Tinpot.Executions.Redis;

/// <summary>
/// Two connections to one Redis: one for what decides and must not wait, one for what is long. So a flood of log lines
/// cannot delay the renewal of a lease.
/// </summary>
internal sealed class RedisConnection : IAsyncDisposable
{
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
    public static async Task<RedisConnection> OpenAsync(ConfigurationOptions settings)
    {
        ConnectionMultiplexer control = await ConnectionMultiplexer.ConnectAsync(Tuned(settings, BacklogPolicy.Default)).ConfigureAwait(false);
        // What is long is held by us, in bounded buffers, and sent again
        ConnectionMultiplexer bulk = await ConnectionMultiplexer.ConnectAsync(Tuned(settings, BacklogPolicy.FailFast)).ConfigureAwait(false);
        return new RedisConnection(control, bulk);
    }

    public async ValueTask DisposeAsync()
    {
        await Control.DisposeAsync().ConfigureAwait(false);
        await Bulk.DisposeAsync().ConfigureAwait(false);
    }

    private static ConfigurationOptions Tuned(ConfigurationOptions settings, BacklogPolicy backlog)
    {
        ConfigurationOptions tuned = settings.Clone();
        tuned.AbortOnConnectFail = false;
        tuned.ConnectTimeout = 5_000;
        tuned.AsyncTimeout = 5_000;
        tuned.SyncTimeout = 5_000;
        tuned.ReconnectRetryPolicy = new ExponentialRetry(100, 5_000);
        tuned.BacklogPolicy = backlog;
        tuned.IncludeDetailInExceptions = false;
        return tuned;
    }
}
