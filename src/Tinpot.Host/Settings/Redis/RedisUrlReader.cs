using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tinpot.Settings.Redis;

/// <summary>Reads a Redis URL strictly: what could be meant in two ways is refused.</summary>
internal static class RedisUrlReader
{
    /// <exception cref="FormatException">Says what the text must be, and repeats none of it: any part may be a password in the wrong place.</exception>
    public static RedisUrlParts Read(string text)
    {
        int colon = text.IndexOf("://", StringComparison.Ordinal);
        string scheme = colon < 0 ? "" : text[..colon].ToLowerInvariant();
        if (scheme is not ("redis" or "rediss" or "unix"))
            throw Must("start with redis://, rediss:// (TLS) or unix://, such as redis://localhost:6379 or unix:///run/redis.sock");
        if (text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
            throw Must("have no blanks and no line ends; one in a password is written %20");
        if (text.Contains('#', StringComparison.Ordinal))
            throw Must("have no #; one in a password is written %23");

        string rest = text[(colon + 3)..];
        (rest, string? query) = Cut(rest, '?');
        (string authority, string? path) = Cut(rest, '/');
        (string? user, string? password, string hosts) = Credentials(authority);
        return scheme == "unix"
            ? Socket(hosts, path, query) with { User = user, Password = password }
            : Servers(scheme == "rediss", hosts, path, query) with { User = user, Password = password };
    }

    private static RedisUrlParts Socket(string host, string? path, string? query)
    {
        if (host.Length > 0 || string.IsNullOrEmpty(path))
            throw Must("name the path of a socket after unix://, such as unix:///run/redis.sock");
        string socket = "/" + UrlEscapes.Decode(path);
        (string name, string value) = Query(query);
        if (name is not ("" or "db"))
            throw Must("have no other setting after ? than the database, such as unix:///run/redis.sock?db=2");
        try
        {
            return new RedisUrlParts([new UnixDomainSocketEndPoint(socket)], Tls: false) { Socket = socket, Database = name == "" ? 0 : Database(value) };
        }
        catch (ArgumentException)
        {
            throw Must("name a socket whose path is not longer than the system allows, about 100 characters");
        }
    }

    private static RedisUrlParts Servers(bool tls, string hosts, string? path, string? query)
    {
        (string name, string value) = Query(query);
        if (name is not ("" or "sentinel"))
            throw Must("have no other setting after ? than the name that Sentinels know the server by, such as redis://one:26379,two:26379?sentinel=main");
        string? sentinel = name == "" ? null : value;
        EndPoint[] servers =
            [.. hosts.Split(',').Select(host => RedisHostReader.Read(host, sentinel is null ? RedisUrl.Port : RedisUrl.SentinelPort))];
        int database = string.IsNullOrEmpty(path) ? 0 : Database(path);
        if (database != 0 && servers.Length > 1 && sentinel is null)
            throw Must("not name a database beside several hosts: those are a cluster, which has database 0 only; several Sentinels need ?sentinel=name");
        return new RedisUrlParts(servers, tls) { Database = database, Sentinel = sentinel };
    }

    private static (string? User, string? Password, string Hosts) Credentials(string authority)
    {
        int at = authority.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
            return (null, null, authority);
        if (authority.IndexOf('@', at + 1) >= 0)
            throw Must("have one @, before the host; one in a password is written %40");
        int colon = authority.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || colon > at || at == 1)
            throw Must("have user and password, or the password alone, before the @: redis://user:password@host or redis://:password@host");
        string user = UrlEscapes.Decode(authority[..colon]);
        return (user.Length == 0 ? null : user, UrlEscapes.Decode(authority[(colon + 1)..at]), authority[(at + 1)..]);
    }

    private static (string Name, string Value) Query(string? query)
    {
        if (query is null)
            return ("", "");
        (string name, string? value) = Cut(query, '=');
        if (name.Length == 0 || string.IsNullOrEmpty(value) || value.AsSpan().IndexOfAny("&=?") >= 0)
            throw Must("have at most one setting after ?, as name=value; a ? in a password is written %3F");
        return (name, UrlEscapes.Decode(value));
    }

    private static int Database(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw Must("have the number of a database, in digits, after the host (redis://localhost:6379/0); a / in a password is written %2F");

    private static (string Before, string? After) Cut(string text, char at)
    {
        int index = text.IndexOf(at, StringComparison.Ordinal);
        return index < 0 ? (text, null) : (text[..index], text[(index + 1)..]);
    }

    internal static FormatException Must(string be) => new("must " + be);
}
