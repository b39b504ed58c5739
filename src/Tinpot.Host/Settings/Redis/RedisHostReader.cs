using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tinpot.Settings.Redis;

/// <summary>Reads one <c>host[:port]</c>: a name, an IPv4 address, or an IPv6 address in brackets.</summary>
internal static class RedisHostReader
{
    private const int LongestName = 253;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_");

    /// <exception cref="FormatException">As of <see cref="RedisUrlReader.Read"/>.</exception>
    public static EndPoint Read(string text, int defaultPort)
    {
        int end = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) + 1 : text.IndexOf(':', StringComparison.Ordinal);
        if (end == 0 && text.StartsWith('['))
            throw RedisUrlReader.Must("close the bracket around an IPv6 address: redis://[::1]:6379");
        string host = end < 0 ? text : text[..end];
        string port = end < 0 ? "" : text[end..];
        int number = port.Length == 0 ? defaultPort : Port(port);

        if (host.StartsWith('['))
        {
            return IPAddress.TryParse(UrlEscapes.Decode(host[1..^1]), out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6
                ? new IPEndPoint(address, number)
                : throw RedisUrlReader.Must("have nothing but an IPv6 address in brackets: redis://[::1]:6379");
        }

        if (host.Length is 0 or > LongestName
            || host.AsSpan().ContainsAnyExcept(NameCharacters)
            || host.StartsWith('.') || host.Contains("..", StringComparison.Ordinal))
        {
            throw RedisUrlReader.Must(
                "name a host of letters, digits, dots and dashes, or several separated by commas, such as redis://localhost:6379; "
                + "in a password, / is written %2F, ? %3F and @ %40");
        }

        return IPAddress.TryParse(host, out IPAddress? known) ? new IPEndPoint(known, number) : new DnsEndPoint(host, number);
    }

    private static int Port(string text) =>
        text[0] == ':'
        && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and <= IPEndPoint.MaxPort
            ? number
            : throw RedisUrlReader.Must("have a port from 1 to 65535 after a host (redis://localhost:6379); an IPv6 address stands in brackets, and a / in a password is written %2F");
}
