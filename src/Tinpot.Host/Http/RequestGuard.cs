using System.Net;
using Microsoft.AspNetCore.Http;
using Tinpot.Http.Responses;
using Tinpot.Settings;

namespace Tinpot.Http;

/// <summary>Refuses what a browser was tricked into, and what comes from farther away than the host was opened for.</summary>
internal sealed class RequestGuard(TinpotOptions options, HostNames names, HostInfo host)
{
    /// <returns>Why the request is refused; null when it may go on.</returns>
    public Problem? Refuse(HttpContext context)
    {
        if (TransferCoding(context) is { } coding)
            return Problems.TransferCoding(coding);
        if (!names.Accept(context))
            return Problems.UnknownHost(context.Request.Host.Value);
        // A worker answers nothing but probes, which are everybody's
        if (options.Auth is null && host.Role != HostRole.Worker && !ApplicationAuthorization.Guards(context.GetEndpoint()))
        {
            if (context.Connection.LocalIpAddress is { } local && !IPAddress.IsLoopback(local))
                return Problems.NotLoopback(local);
            if (ProxyHeaders.First(context.Request.Headers) is { } header)
                return Problems.ProxiedAnonymous(header);
        }

        return IsSafe(context.Request.Method) ? null : OriginOf(context);
    }

    private Problem? OriginOf(HttpContext context)
    {
        IHeaderDictionary headers = context.Request.Headers;
        if (headers["Sec-Fetch-Site"] is { Count: > 0 } site && site.ToString() is not ("same-origin" or "none"))
            return Problems.ForeignOrigin($"Sec-Fetch-Site: {site}");
        if (headers.Origin is { Count: > 0 } origin && !IsOwn(origin.ToString(), context.Request.Host))
            return Problems.ForeignOrigin($"Origin: {origin}");
        return null;
    }

    /// <remarks>The scheme is not compared: behind a proxy that ends TLS the browser's is https and ours http.</remarks>
    private bool IsOwn(string origin, HostString host)
    {
        int scheme = origin.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return false;
        string authority = origin[(scheme + 3)..];
        return authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase) || names.IsListed(new HostString(authority));
    }

    /// <summary>
    /// A server in front of this one that reads the body by another rule sees other requests on the connection than we do. What
    /// is not plainly chunked is therefore refused, and the connection is closed.
    /// </summary>
    private static string? TransferCoding(HttpContext context)
    {
        string coding = context.Request.Headers.TransferEncoding.ToString();
        if (coding.Length == 0 || coding.Equals("chunked", StringComparison.OrdinalIgnoreCase))
            return null;
        context.Response.Headers.Connection = "close";
        return coding;
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
