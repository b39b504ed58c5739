using StackExchange.Redis;
using Tinpot.Actions;
using Tinpot.Fleet;
using Tinpot.Fleet.Redis;
using Tinpot.Host.Tests.Hosting;
using Tinpot.Stores.Redis;
using Tinpot.Stores.Redis.Connecting;

namespace Tinpot.Host.Tests.Fleet.Redis;

/// <summary>A registry on a Redis of its own, which goes with it.</summary>
internal sealed class RedisRegistry : IAsyncDisposable
{
    private readonly RedisServer _server;
    private readonly RedisConnection _connection;

    private RedisRegistry(RedisServer server, RedisConnection connection, TimeSpan lease)
    {
        _server = server;
        _connection = connection;
        Registry = new RedisFleetRegistry(connection, [new Shard(0), new Shard(1)], lease);
    }

    public RedisFleetRegistry Registry { get; }

    public IDatabase Database => _connection.Control.GetDatabase();

    public static async Task<RedisRegistry> StartAsync(TimeSpan lease)
    {
        RedisServer server = await RedisServer.StartAsync();
        return new RedisRegistry(server, await RedisConnection.OpenAsync(new ConfigurationOptions { EndPoints = { { "127.0.0.1", server.Port } } }), lease);
    }

    public static LocalCatalog Catalog(params TestAction[] actions)
    {
        var options = new TinpotOptions();
        return new LocalCatalog(new TestCatalog(actions), options, new IsolationChoice(options));
    }

    public static WorkerStatus Worker(string name, LocalCatalog catalog) => new()
    {
        Instance = $"host-1-{name}",
        Name = name,
        Host = "host",
        ProcessId = 1,
        Queues = ["gpu", "a,b"],
        Slots = 8,
        Busy = 2,
        State = WorkerState.Draining,
        StartedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        LastSeen = new DateTimeOffset(2026, 1, 2, 3, 4, 6, TimeSpan.Zero),
        Version = "1.2.3",
        Catalog = catalog.Hash,
        KeyFingerprint = "0123456789abcdef",
    };

    public FleetCatalog View(TimeProvider? clock = null) =>
        new(Registry, null, null, clock ?? TimeProvider.System);

    /// <summary>Redis goes away.</summary>
    public Task KillServerAsync() => _server.KillAsync();

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _server.DisposeAsync();
    }
}
