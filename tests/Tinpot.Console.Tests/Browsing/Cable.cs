using System.Net;
using System.Net.Sockets;

namespace Tinpot.WebConsole.Tests.Browsing;

/// <summary>A connection to a host that can be cut and mended.</summary>
public sealed class Cable : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly List<TcpClient> _ends = [];
    private readonly Task _accepting;
    private bool _cut;

    public Cable()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Authority => _listener.LocalEndpoint.ToString()!;
    public string Address => $"http://{Authority}/";

    /// <summary>Port of the host at the other end.</summary>
    public int Target { get; set; }

    public void Cut()
    {
        lock (_gate)
        {
            _cut = true;
            foreach (TcpClient end in _ends) end.Dispose();
            _ends.Clear();
        }
    }

    public void Mend()
    {
        lock (_gate) _cut = false;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Cut();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = CarryAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (OperationCanceledException)
        {
            // Disposed
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using (near)
        using (var far = new TcpClient())
        {
            try
            {
                if (!Join(near, far)) return;
                await far.ConnectAsync(IPAddress.Loopback, Target, _end.Token);
                using NetworkStream a = near.GetStream(), b = far.GetStream();
                await Task.WhenAny(a.CopyToAsync(b, _end.Token), b.CopyToAsync(a, _end.Token));
            }
            catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
            {
                // That is what a cable is cut for
            }
        }
    }

    private bool Join(TcpClient near, TcpClient far)
    {
        lock (_gate)
        {
            if (_cut) return false;
            _ends.Add(near);
            _ends.Add(far);
            return true;
        }
    }
}
