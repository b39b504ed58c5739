using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tinpot.Faults.Tests;

/// <summary>Connections that take a host's descriptors and do nothing else; closed when disposed.</summary>
internal sealed class Crowd : IDisposable
{
    private readonly List<Socket> _sockets = [];

    /// <param name="sent">What each sends when it is connected.</param>
    public static async Task<Crowd> ComeAsync(Uri host, int count, string sent = "")
    {
        var crowd = new Crowd();
        byte[] bytes = Encoding.ASCII.GetBytes(sent);
        for (int number = 0; number < count; number++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            crowd._sockets.Add(socket);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, host.Port).WaitAsync(TimeSpan.FromSeconds(60));
                if (bytes.Length > 0)
                    await socket.SendAsync(bytes);
            }
            catch (SocketException)
            {
                // It was turned away
            }
        }

        return crowd;
    }

    public void Dispose()
    {
        foreach (Socket socket in _sockets)
            socket.Dispose();
    }
}
