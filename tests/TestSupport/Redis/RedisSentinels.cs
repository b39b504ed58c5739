using System.Globalization;

namespace Tinpot.Tests.Redis;

/// <summary>Three Sentinels that watch a primary, to which this adds a replica.</summary>
internal sealed class RedisSentinels : IAsyncDisposable
{
    private const string Name = "main";

    private readonly List<RedisServer> _sentinels = [];

    private RedisSentinels(RedisServer replica) => Replica = replica;

    public RedisServer Replica { get; }

    public string Url => "redis://" + string.Join(',', _sentinels.Select(one => $"127.0.0.1:{Text(one.Port)}")) + $"?sentinel={Name}";

    /// <summary>Returns when all know of each other and of the replica, which has everything.</summary>
    public static async Task<RedisSentinels> StartAsync(RedisServer primary)
    {
        var all = new RedisSentinels(await RedisServer.StartAsync("replicaof", $"127.0.0.1 {Text(primary.Port)}", "appendonly", "yes"));
        for (int i = 0; i < 3; i++)
            all._sentinels.Add(await RedisServer.StartSentinelAsync(
                $"sentinel monitor {Name} 127.0.0.1 {Text(primary.Port)} 2",
                $"sentinel down-after-milliseconds {Name} 1000",
                $"sentinel failover-timeout {Name} 5000"));
        foreach (RedisServer sentinel in all._sentinels)
        {
            await UntilAsync(async () => (await all.AskAsync(sentinel)) is { } facts && facts["num-slaves"] == "1" && facts["num-other-sentinels"] == "2");
        }

        await UntilAsync(async () => (await all.Replica.CommandAsync("INFO", "replication")) is string info && info.Contains("master_link_status:up", StringComparison.Ordinal));
        return all;
    }

    /// <summary>Returns when the replica is the primary.</summary>
    public async Task UntilFailedOverAsync()
    {
        foreach (RedisServer sentinel in _sentinels)
            await UntilAsync(async () => (await AskAsync(sentinel))["port"] == Text(Replica.Port));
        await UntilAsync(async () => (await Replica.CommandAsync("INFO", "replication")) is string info && info.Contains("role:master", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (RedisServer sentinel in _sentinels)
            await sentinel.DisposeAsync();
        await Replica.DisposeAsync();
    }

    private async Task<Dictionary<string, string>> AskAsync(RedisServer sentinel)
    {
        string[] words = [.. ((object?[])(await sentinel.CommandAsync("SENTINEL", "MASTER", Name))!).Cast<string>()];
        return Enumerable.Range(0, words.Length / 2).ToDictionary(i => words[2 * i], i => words[2 * i + 1]);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
            await Task.Delay(50, deadline.Token);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
