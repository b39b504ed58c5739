using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tinpot.Tests.Redis;

/// <summary>Three servers that share the slots among them, without replicas.</summary>
internal sealed class RedisCluster : IAsyncDisposable
{
    private const int Slots = 16_384;

    private RedisCluster(IReadOnlyList<RedisServer> nodes) => Nodes = nodes;

    public IReadOnlyList<RedisServer> Nodes { get; }

    public string Url => "redis://" + string.Join(',', Nodes.Select(node => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{node.Port}")));

    public static async Task<RedisCluster> StartAsync()
    {
        var nodes = new RedisServer[3];
        var buses = new string[nodes.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            buses[i] = FreePort();
            nodes[i] = await RedisServer.StartAsync("cluster-enabled", "yes", "cluster-port", buses[i], "appendonly", "yes");
        }

        int share = Slots / nodes.Length;
        for (int i = 0; i < nodes.Length; i++)
        {
            int last = i == nodes.Length - 1 ? Slots - 1 : (i + 1) * share - 1;
            await nodes[i].CommandAsync("CLUSTER", "ADDSLOTSRANGE", Text(i * share), Text(last));
            if (i > 0)
                await nodes[i].CommandAsync("CLUSTER", "MEET", "127.0.0.1", Text(nodes[0].Port), buses[0]);
        }

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        foreach (RedisServer node in nodes)
        {
            while (await node.CommandAsync("CLUSTER", "INFO") is not string info
                || !info.Contains("cluster_state:ok", StringComparison.Ordinal)
                || !info.Contains("cluster_known_nodes:3", StringComparison.Ordinal))
                await Task.Delay(20, deadline.Token);
        }

        return new RedisCluster(nodes);
    }

    /// <summary>Moves a slot to the next server, keys and all.</summary>
    /// <returns>Whether there was something in it.</returns>
    public async Task<bool> MoveAsync(int slot)
    {
        int at = 0;
        while (await KeysAsync(at, slot) is { Length: 0 } && at < Nodes.Count - 1)
            at++;
        RedisServer from = Nodes[at];
        RedisServer to = Nodes[(at + 1) % Nodes.Count];
        string fromId = (string)(await from.CommandAsync("CLUSTER", "MYID"))!;
        string toId = (string)(await to.CommandAsync("CLUSTER", "MYID"))!;
        await to.CommandAsync("CLUSTER", "SETSLOT", Text(slot), "IMPORTING", fromId);
        await from.CommandAsync("CLUSTER", "SETSLOT", Text(slot), "MIGRATING", toId);
        bool moved = false;
        while (await KeysAsync(at, slot) is { Length: > 0 } keys)
        {
            await from.CommandAsync(["MIGRATE", "127.0.0.1", Text(to.Port), "", "0", "5000", "KEYS", .. keys]);
            moved = true;
        }

        foreach (RedisServer node in Nodes.OrderByDescending(node => node == to))
            await node.CommandAsync("CLUSTER", "SETSLOT", Text(slot), "NODE", toId);
        return moved;
    }

    public async Task<int> SlotAsync(string key) =>
        (int)(long)(await Nodes[0].CommandAsync("CLUSTER", "KEYSLOT", key))!;

    public async ValueTask DisposeAsync()
    {
        foreach (RedisServer node in Nodes)
            await node.DisposeAsync();
    }

    private async Task<string[]> KeysAsync(int node, int slot) =>
        [.. ((object?[])(await Nodes[node].CommandAsync("CLUSTER", "GETKEYSINSLOT", Text(slot), "100"))!).Cast<string>()];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return Text(((IPEndPoint)listener.LocalEndpoint).Port);
    }
}
