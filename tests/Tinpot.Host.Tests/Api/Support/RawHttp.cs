using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Tinpot.Host.Tests.Api.Support;

/// <summary>Requests written byte by byte, for what no client library would send.</summary>
internal static class RawHttp
{
    /// <summary>Sends the text on a connection of its own and reads one answer.</summary>
    /// <returns>The status, the header lines and the body.</returns>
    public static async Task<(int Status, string Headers, string Body)> SendAsync(Uri address, string request)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, deadline.Token);
        await socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), deadline.Token);
        using var reader = new StreamReader(socket.GetStream(), Encoding.Latin1);
        string status = await reader.ReadLineAsync(deadline.Token) ?? throw new IOException("The connection was closed without an answer.");
        var headers = new StringBuilder();
        int length = 0;
        while (await reader.ReadLineAsync(deadline.Token) is { Length: > 0 } line)
        {
            headers.Append(line).Append('\n');
            if (line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(line[16..], CultureInfo.InvariantCulture);
        }

        char[] body = new char[length];
        int read = length == 0 || request.StartsWith("HEAD", StringComparison.Ordinal) ? 0 : await reader.ReadBlockAsync(body, deadline.Token);
        return (int.Parse(status.Split(' ')[1], CultureInfo.InvariantCulture), headers.ToString(), new string(body, 0, read));
    }

    /// <summary>A request with the usual headers and those given, which end in line breaks.</summary>
    public static Task<(int Status, string Headers, string Body)> SendAsync(Uri address, string method, string target, string headers, string body = "") =>
        SendAsync(address, $"{method} {target} HTTP/1.1\r\nHost: {address.Authority}\r\n{headers}\r\n{body}");
}
