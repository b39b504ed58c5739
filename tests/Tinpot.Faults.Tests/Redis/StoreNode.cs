using System.Globalization;
using System.Text;
using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Security;
using Tinpot.Settings.Redis;
using Tinpot.Stores.Redis;
using Tinpot.Stores.Redis.Connecting;
using RedisStore = Tinpot.Stores.Redis.RedisStore;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>The store of one host, behind a network of its own.</summary>
internal sealed class StoreNode : IAsyncDisposable
{
    private readonly RedisConnection _connection;

    private StoreNode(RedisProxy? network, RedisConnection connection, RedisStoreOptions options, string name)
    {
        Network = network;
        _connection = connection;
        Options = options;
        Name = name;
        Store = new RedisStore(options, connection, name);
    }

    /// <summary>null when the node stands beside the server.</summary>
    public RedisProxy? Network { get; }

    public RedisStore Store { get; }

    public string Name { get; }

    public RedisStoreOptions Options { get; }

    public IDatabase Database => _connection.Control.GetDatabase();

    /// <summary>What it asks claims for.</summary>
    public ClaimRequest Request(int most) => new(Name, null, null, most);

    public static async Task<StoreNode> StartAsync(RedisServer server, string name, RedisStoreOptions options, int seed)
    {
        var network = new RedisProxy(server.Port, seed);
        return new StoreNode(network, await OpenAsync(network.Url), options, name);
    }

    /// <summary>One that no fault of a network reaches.</summary>
    /// <param name="url">Of a server, or of several.</param>
    public static async Task<StoreNode> BesideAsync(string url, string name, RedisStoreOptions options) =>
        new(null, await OpenAsync(url), options, name);

    /// <summary>A submission like any other.</summary>
    public static ExecutionSubmission Submission(int retries = 0) => new()
    {
        Id = Guid.CreateVersion7(),
        Action = "clean_cache",
        Title = "Clean cache",
        Group = "General",
        Queue = "default",
        ContractHash = "0123456789abcdef",
        Arguments = """{"days":7}"""u8.ToArray(),
        RequestedBy = new Principal("keys:alice", "Alice", "keys", []),
        RequestedVia = "api",
        Retries = retries,
    };

    /// <summary>A batch of one log line.</summary>
    public static EventBatch Line(Lease lease, long sequence, long number, string text) => new(
        new EventId(lease.Fence, sequence), 1, number, 1, 0,
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$$"""{"type":"log","data":{"line":{{{number}}},"message":"{{{text}}}"}}""") + "\n"));

    /// <summary>Does something until the store has done it.</summary>
    public static async Task<T> UntilDoneAsync<T>(Func<Task<T>> attempt)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            try
            {
                return await attempt();
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(20, deadline.Token);
            }
        }
    }

    public static Task UntilDoneAsync(Func<Task> attempt) => UntilDoneAsync(async () =>
    {
        await attempt();
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await _connection.DisposeAsync();
        if (Network is not null)
            await Network.DisposeAsync();
    }

    private static async Task<RedisConnection> OpenAsync(string text)
    {
        Assert.True(RedisUrl.TryParse(text, out RedisUrl? url, out string? must), must);
        return await RedisConnection.OpenAsync(url.Settings);
    }
}
