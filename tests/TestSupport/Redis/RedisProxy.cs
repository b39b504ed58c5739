using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tinpot.Tests.Redis;

/// <summary>A network between a host and its Redis, which can be made as bad as a test needs it.</summary>
internal sealed class RedisProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<ProxyConnection, Task> _connections = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly int _target;
    private readonly Task _accepting;

    /// <param name="target">The port that it leads to, on this machine.</param>
    /// <param name="seed">Of the jitter.</param>
    public RedisProxy(int target, int seed = 0)
    {
        _target = target;
        Requests = new ProxyLink(new Random(seed));
        Replies = new ProxyLink(new Random(seed + 1));
        _listener.Start();
        // Not on the few threads that tests share: they may block on what goes through here
        _accepting = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => string.Create(CultureInfo.InvariantCulture, $"redis://127.0.0.1:{Port}");

    /// <summary>To the server.</summary>
    public ProxyLink Requests { get; }

    /// <summary>From the server.</summary>
    public ProxyLink Replies { get; }

    /// <summary>Decides about each command by its words; null = all pass. Called by several connections at once.</summary>
    public Func<IReadOnlyList<string>, ProxyRule>? Rule { get; set; }

    public int Connections => _connections.Count;

    /// <summary>Nothing comes through in either direction, and connections stay.</summary>
    public void BlackHole()
    {
        Requests.Hold();
        Replies.Hold();
    }

    /// <summary>All is well again; what was held comes late.</summary>
    public void Heal()
    {
        Requests.Release();
        Replies.Release();
    }

    /// <summary>Breaks every connection, as a firewall or a dying machine does.</summary>
    public void Reset()
    {
        foreach (ProxyConnection connection in _connections.Keys)
            connection.Reset();
    }

    /// <summary>The requests of the connections that there are now are held until <see cref="ReleaseHeld"/>, those of later ones pass.</summary>
    public void HoldExisting()
    {
        foreach (ProxyConnection connection in _connections.Keys)
            connection.Own.Hold();
    }

    public void ReleaseHeld()
    {
        foreach (ProxyConnection connection in _connections.Keys)
            connection.Own.Release();
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _accepting;
        Reset();
        await Task.WhenAll(_connections.Values);
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync(_closing.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            var connection = new ProxyConnection(client, this);
            var started = new TaskCompletionSource();
            _connections[connection] = RunAsync(connection, started.Task);
            started.SetResult();
        }
    }

    private async Task RunAsync(ProxyConnection connection, Task started)
    {
        await started;
        await connection.RunAsync(_target, _closing.Token);
        _connections.TryRemove(connection, out _);
    }
}
