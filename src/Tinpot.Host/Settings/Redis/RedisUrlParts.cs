using System.Net;

namespace Tinpot.Settings.Redis;

/// <summary>What a Redis URL says.</summary>
/// <param name="Hosts">One; or several nodes of a cluster, or several Sentinels.</param>
internal sealed record RedisUrlParts(IReadOnlyList<EndPoint> Hosts, bool Tls)
{
    /// <summary>The path of a Unix socket, which <see cref="Hosts"/> holds then.</summary>
    public string? Socket { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    public int Database { get; init; }

    /// <summary>The name under which the Sentinels know the server.</summary>
    public string? Sentinel { get; init; }
}
