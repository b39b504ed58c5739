using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tinpot.Faults.Tests;

/// <summary>Readers that ask for much and take nothing.</summary>
public sealed class SlowReaderTests
{
    /// <summary>More than all buffers on the way hold.</summary>
    private const int Lines = 100_000;

    private const int Result = 32 * 1024 * 1024;

    [Fact]
    public async Task Readers_that_take_nothing_are_dropped_and_those_that_take_their_time_are_not()
    {
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(
            TestActionsProgram.Assembly, folder.Path, slots: 1, ("TINPOT_RESULT_LIMIT", "64MiB"));
        string log = await RunAsync(host, "print_lines", new { count = Lines, width = 100 });
        string result = await RunAsync(host, "large_result", new { length = Result });
        string[] requests =
        [
            $"GET /api/executions/{log}/stream",
            $"GET /api/executions/{log}/logs",
            $"GET /api/executions/{log}/logs?format=ndjson&search=x",
            $"GET /api/executions/{log}/logs?tail={Lines}&search=x",
            $"GET /api/executions/{result}",
            $"GET /api/executions/{result}/stream",
            $"POST /api/actions/large_result/sync_execute",
        ];
        int before = Sockets(host);

        List<Socket> stuck = [], slow = [];
        foreach (string request in requests)
        {
            stuck.Add(await AskAsync(host, request));
            slow.Add(await AskAsync(host, request));
        }

        using var stop = new CancellationTokenSource();
        Task<long[]> reading = Task.WhenAll(slow.Select(socket => TakeAsync(socket, stop.Token)));
        await Eventually.EmptyAsync<string>(
            () => [.. requests.Where((_, number) => Established(host, stuck[number]))], TimeSpan.FromSeconds(90));
        Assert.All(requests.Zip(slow), one => Assert.True(Established(host, one.Second), $"The reader of {one.First} that takes its time was dropped too."));
        // The descriptors are back, and not only the connections closed
        await Eventually.TrueAsync(() => Sockets(host) <= before + slow.Count, "the descriptors are closed");
        await stop.CancelAsync();
        Assert.All(await reading, taken => Assert.True(taken > 0));
        foreach (Socket socket in (Socket[])[.. stuck, .. slow])
            socket.Dispose();
        await Eventually.TrueAsync(() => Sockets(host) <= before, "the descriptors of the others are closed too");
        Assert.DoesNotContain("ERROR", host.Output, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(HostProcess host, string action, object parameters)
    {
        string id = await host.Client.ExecuteAsync(action, parameters);
        Assert.Equal("SUCCESS", (await host.Client.EndAsync(id)).State());
        return id;
    }

    private static async Task<Socket> AskAsync(HostProcess host, string request)
    {
        string body = request.StartsWith("POST", StringComparison.Ordinal) ? $$$"""{"parameters": {"length": {{{Result}}}}}""" : "";
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(IPAddress.Loopback, host.Client.BaseAddress!.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"{request} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
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

    /// <summary>How many sockets the host has open.</summary>
    private static int Sockets(HostProcess host) =>
        Directory.EnumerateFileSystemEntries($"/proc/{host.Id}/fd").Count(entry => new FileInfo(entry).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);

    /// <summary>Whether the host's end of a connection is open, as the system says.</summary>
    private static bool Established(HostProcess host, Socket client)
    {
        string ends = $"0100007F:{host.Client.BaseAddress!.Port:X4} 0100007F:{((IPEndPoint)client.LocalEndPoint!).Port:X4} 01";
        return File.ReadLines("/proc/net/tcp").Any(line => line.Contains(ends, StringComparison.Ordinal));
    }
}
