using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Executions.Redis;
using Tinpot.Tests;

namespace Tinpot.Host.Tests.Executions;

/// <summary>A store on a Redis of its own, which goes with it. Its time is the test's.</summary>
internal sealed class RedisHarness : StoreHarness
{
    private readonly RedisServer _server;
    private readonly RedisConnection _connection;

    private RedisHarness(RedisServer server, RedisConnection connection)
    {
        _server = server;
        _connection = connection;
        Options = new RedisStoreOptions { QueueLimit = QueueLimit, Clock = Time };
        Store = new RedisStore(Options, connection, "test");
    }

    public RedisStoreOptions Options { get; }

    public RedisStore Store { get; }

    public IDatabase Database => _connection.Control.GetDatabase();

    public override IExecutionClient Client => Store;

    public override IWorkSource Work => Store;

    public static async Task<RedisHarness> OpenAsync()
    {
        RedisServer server = await RedisServer.StartAsync();
        return new RedisHarness(server, await RedisConnection.OpenAsync(new ConfigurationOptions { EndPoints = { { "127.0.0.1", server.Port } } }));
    }

    /// <summary>Leases run out while passes go on as usual; nobody shows that it lives.</summary>
    public override async Task LoseOwnersAsync()
    {
        TimeSpan between = Options.Lease / 6;
        while (await Database.SortedSetLengthAsync(Store.Shards[0].Key("running")) > 0)
        {
            Time.Advance(between);
            await Work.ReapAsync(CancellationToken.None);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await _connection.DisposeAsync();
        await _server.DisposeAsync();
    }
}
