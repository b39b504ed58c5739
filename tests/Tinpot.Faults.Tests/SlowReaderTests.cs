using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tinpot.Faults.Tests;

/// <summary>Readers that ask for much and take nothing.</summary>
public sealed class SlowReaderTests
{
    /// <summary>More than all buffers on the way hold.</summary>
    private const int Lines = 100_000;

    [Theory]
    [InlineData("/stream")]
    [InlineData("/logs")]
    [InlineData("/logs?format=ndjson&search=x")]
    public async Task Reader_that_takes_nothing_is_dropped_and_one_that_takes_its_time_is_not(string path)
    {
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Assembly, folder.Path, slots: 1);
        string id = await host.Client.ExecuteAsync("print_lines", new { count = Lines, width = 100 });
        Assert.Equal("SUCCESS", (await host.Client.EndAsync(id)).State());

        using Socket stuck = await AskAsync(host, $"/api/executions/{id}{path}");
        using Socket slow = await AskAsync(host, $"/api/executions/{id}{path}");
        using var stop = new CancellationTokenSource();
        Task<long> reading = TakeAsync(slow, stop.Token);

        int local = ((IPEndPoint)stuck.LocalEndPoint!).Port;
        await Eventually.TrueAsync(() => !Established(host, local), "the host closes the connection of the reader that takes nothing");
        Assert.True(Established(host, ((IPEndPoint)slow.LocalEndPoint!).Port), "The reader that takes its time was dropped too.");
        await stop.CancelAsync();
        Assert.True(await reading > 0);
        Assert.DoesNotContain("ERROR", host.Output, StringComparison.Ordinal);
    }

    private static async Task<Socket> AskAsync(HostProcess host, string path)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(IPAddress.Loopback, host.Client.BaseAddress!.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
        return socket;
    }

    /// <summary>Takes 16 KiB a second.</summary>
    private static async Task<long> TakeAsync(Socket socket, CancellationToken stop)
    {
        long taken = 0;
        byte[] buffer = new byte[1600];
        while (!stop.IsCancellationRequested)
        {
            taken += await socket.ReceiveAsync(buffer);
            await Task.Delay(TimeSpan.FromMilliseconds(100), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return taken;
    }

    /// <summary>Whether the host's end of a connection is open, as the system says.</summary>
    private static bool Established(HostProcess host, int clientPort)
    {
        string ends = $"0100007F:{host.Client.BaseAddress!.Port:X4} 0100007F:{clientPort:X4} 01";
        return File.ReadLines("/proc/net/tcp").Any(line => line.Contains(ends, StringComparison.Ordinal));
    }
}
