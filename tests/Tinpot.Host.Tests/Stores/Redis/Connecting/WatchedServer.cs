using Tinpot.Host.Tests.Platform;
using Tinpot.Settings.Redis;
using Tinpot.Stores.Redis.Connecting;

namespace Tinpot.Host.Tests.Stores.Redis.Connecting;

/// <summary>A connection to a server and the watch over it, as a host has them.</summary>
internal sealed class WatchedServer : IAsyncDisposable
{
    private readonly RedisConnection _connection;

    private WatchedServer(RedisConnection connection, ConnectionLog log, string where, bool strict, ListLogger<ServerWatch> said, ListLogger<ConnectionLog> heard)
    {
        _connection = connection;
        Watch = new ServerWatch(connection, log, new ServerWatchOptions(where, strict), TestLoops.New(), said);
        Said = said;
        Heard = heard;
    }

    public ServerWatch Watch { get; }

    public ListLogger<ServerWatch> Said { get; }

    public ListLogger<ConnectionLog> Heard { get; }

    public RedisConnection Connection => _connection;

    public static async Task<WatchedServer> ConnectAsync(string text, bool strict = false)
    {
        Assert.True(RedisUrl.TryParse(text, out RedisUrl? url, out string? must), must);
        var heard = new ListLogger<ConnectionLog>();
        var log = new ConnectionLog(url.Redacted, TimeProvider.System, heard);
        return new WatchedServer(await RedisConnection.OpenAsync(url.Settings, log), log, url.Redacted, strict, new ListLogger<ServerWatch>(), heard);
    }

    public async ValueTask DisposeAsync()
    {
        await Watch.StopAsync(CancellationToken.None);
        Watch.Dispose();
        await _connection.DisposeAsync();
    }
}
