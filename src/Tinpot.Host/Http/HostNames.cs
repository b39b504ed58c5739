using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;

namespace Tinpot.Http;

/// <summary>
/// The names under which this host answers. A page of another site may point its own name at our address (DNS
/// rebinding) and is then of our origin for a browser; only the name in <c>Host</c> gives it away.
/// </summary>
internal sealed class HostNames(TinpotOptions options, IServer server)
{
    private readonly HostString[] _listed = [.. options.Hosts.Select(name => new HostString(name))];

    /// <summary>Whether <c>Host</c> is loopback, an address we listen at, or listed.</summary>
    public bool Accept(HttpContext context)
    {
        HostString host = context.Request.Host;
        return host.HasValue && (IsLoopback(host.Host) || IsOwnAddress(context, host.Host) || IsListed(host) || IsListenName(host.Host));
    }

    /// <summary>Whether the name is in <c>TINPOT_HOSTS</c>; an entry without a port stands for every port.</summary>
    public bool IsListed(HostString host)
    {
        foreach (HostString listed in _listed)
        {
            if (Same(listed.Host, host.Host) && (listed.Port is null || listed.Port == host.Port))
                return true;
        }

        return false;
    }

    private static bool IsLoopback(string host) =>
        Same(host, "localhost") || (Address(host) is { } address && IPAddress.IsLoopback(address));

    /// <remarks>The address the connection came in at: right also when the server listens at every address.</remarks>
    private static bool IsOwnAddress(HttpContext context, string host) =>
        context.Connection.LocalIpAddress is { } local && Address(host) is { } address
        && (local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local).Equals(address);

    private bool IsListenName(string host)
    {
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses is not { } addresses)
            return false;
        foreach (string address in addresses)
        {
            // A wildcard does not name a host, and a text that is not an address names nothing
            if (Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && Same(uri.Host, host)
                && !(Address(uri.Host) is { } ip && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))))
                return true;
        }

        return false;
    }

    private static IPAddress? Address(string host) =>
        IPAddress.TryParse(host.AsSpan().Trim("[]"), out IPAddress? address) ? address : null;

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
