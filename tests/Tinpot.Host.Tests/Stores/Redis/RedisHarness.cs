using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Fleet.Redis;
using Tinpot.Stores.Redis;
using Tinpot.Stores.Redis.Connecting;
using Tinpot.Stores.Redis.Reading;

namespace Tinpot.Host.Tests.Stores.Redis;

/// <summary>A store on a Redis that is empty at first. Its time is the test's.</summary>
internal sealed class RedisHarness : StoreHarness
{
    public const string Owner = "test";

    private readonly RedisServer _server;
    private readonly bool _shared;
    private readonly RedisConnection _connection;

    private RedisHarness(RedisServer server, bool shared, RedisConnection connection, Func<RedisStoreOptions, RedisStoreOptions>? change)
    {
        _server = server;
        _shared = shared;
        _connection = connection;
        Options = new RedisStoreOptions { QueueLimit = QueueLimit, Clock = Time };
        Options = change?.Invoke(Options) ?? Options;
        Store = new RedisStore(Options, connection, Owner);
    }

    public RedisStoreOptions Options { get; }

    public RedisStore Store { get; }

    public RedisServer Server => _server;

    public IDatabase Database => _connection.Control.GetDatabase();

    public override IExecutionClient Client => Store;

    public override IWorkSource Work => Store;

    /// <summary>On a Redis of its own, which goes with it.</summary>
    public static async Task<RedisHarness> OpenAsync(Func<RedisStoreOptions, RedisStoreOptions>? change = null) =>
        await OpenAsync(await RedisServer.StartAsync(), shared: false, change);

    /// <summary>On the Redis that the tests of a class share.</summary>
    public static async Task<RedisHarness> OpenAsync(RedisFixture redis, Func<RedisStoreOptions, RedisStoreOptions>? change = null)
    {
        await redis.Server.CommandAsync("FLUSHALL");
        return await OpenAsync(redis.Server, shared: true, change);
    }

    private static async Task<RedisHarness> OpenAsync(RedisServer server, bool shared, Func<RedisStoreOptions, RedisStoreOptions>? change) =>
        new(server, shared, await RedisConnection.OpenAsync(new ConfigurationOptions { EndPoints = { { "127.0.0.1", server.Port } } }), change);

    /// <summary>The same store as another host sees it.</summary>
    public RedisStore Another() => new(Options, _connection, $"{Owner}-{Guid.NewGuid():N}");

    /// <summary>The workers of the same fleet.</summary>
    public RedisFleetRegistry Registry(UnreadableEntries? unreadable = null) => new(_connection, Store.Shards, TimeSpan.FromMinutes(1), unreadable);

    /// <summary>Every key there is, sorted.</summary>
    public async Task<string[]> KeysAsync() =>
        [.. ((string[])(await Database.ExecuteAsync("KEYS", "*"))!).Order(StringComparer.Ordinal)];

    /// <summary>Lets time go by as it does for a host that looks after the store all the while.</summary>
    /// <returns>How many executions lost their owner.</returns>
    public async Task<int> PassAsync(TimeSpan time)
    {
        int lost = 0;
        TimeSpan between = Options.Lease / 6;
        for (TimeSpan passed = TimeSpan.Zero; passed < time; passed += between)
        {
            Time.Advance(between);
            lost += (await Work.ReapAsync(CancellationToken.None)).Count;
        }

        return lost;
    }

    /// <summary>Leases run out while passes go on as usual; nobody shows that it lives.</summary>
    public override async Task LoseOwnersAsync()
    {
        while (await Database.SortedSetLengthAsync(Store.Shards[0].Key("running")) > 0)
            await PassAsync(Options.Lease / 6);
    }

    public override Task CloseStoreAsync() => Store.DisposeAsync().AsTask();

    public override async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await _connection.DisposeAsync();
        if (!_shared)
            await _server.DisposeAsync();
    }
}
