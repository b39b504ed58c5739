using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using StackExchange.Redis;

namespace Tinpot.Settings.Redis;

/// <summary>
/// Where a Redis is, as people write it. The client's own reader takes such a text for the name of a host, password and
/// all, so it never sees one.
/// </summary>
internal sealed class RedisUrl
{
    public const int Port = 6379;
    public const int SentinelPort = 26379;

    private RedisUrl(RedisUrlParts parts)
    {
        Settings = SettingsOf(parts);
        Redacted = RedactedOf(parts);
    }

    /// <summary>The same for the client; holds the password, so it is not for logs.</summary>
    public ConfigurationOptions Settings { get; }

    /// <summary>The same for people: <c>redis://user:***@localhost:6379/0</c>.</summary>
    public string Redacted { get; }

    /// <param name="must">What the text must be, in words that come after its name and that never repeat any of it.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out RedisUrl? url, [NotNullWhen(false)] out string? must)
    {
        try
        {
            url = new RedisUrl(RedisUrlReader.Read(text));
            must = null;
            return true;
        }
        catch (FormatException malformed)
        {
            url = null;
            must = malformed.Message;
            return false;
        }
    }

    public override string ToString() => Redacted;

    private static ConfigurationOptions SettingsOf(RedisUrlParts parts)
    {
        var settings = new ConfigurationOptions
        {
            User = parts.User,
            Password = parts.Password,
            DefaultDatabase = parts.Database,
            ServiceName = parts.Sentinel,
            Ssl = parts.Tls,
        };
        foreach (EndPoint host in parts.Hosts)
            settings.EndPoints.Add(host);
        // A list names several servers, each with a certificate of its own
        if (parts is { Tls: true, Sentinel: null, Hosts: [EndPoint only] })
            settings.SslHost = NameOf(only);
        return settings;
    }

    private static string RedactedOf(RedisUrlParts parts)
    {
        string scheme = parts.Socket is not null ? "unix" : parts.Tls ? "rediss" : "redis";
        string who = parts.Password is null ? "" : $"{(parts.User is null ? "" : Uri.EscapeDataString(parts.User))}:***@";
        return parts.Socket is not null
            ? string.Create(CultureInfo.InvariantCulture, $"{scheme}://{who}{parts.Socket}?db={parts.Database}")
            : string.Create(CultureInfo.InvariantCulture, $"{scheme}://{who}{string.Join(',', parts.Hosts.Select(Written))}/{parts.Database}")
                + (parts.Sentinel is null ? "" : $"?sentinel={Uri.EscapeDataString(parts.Sentinel)}");
    }

    private static string Written(EndPoint host) => host is DnsEndPoint name
        ? string.Create(CultureInfo.InvariantCulture, $"{name.Host}:{name.Port}")
        : host.ToString()!;

    private static string NameOf(EndPoint host) => host is DnsEndPoint name ? name.Host : ((IPEndPoint)host).Address.ToString();
}
