using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Tinpot.Http;

/// <summary>
/// The headers by which a request shows that it came through a proxy. No browser sends one of them by itself. A proxy that adds
/// none of them cannot be recognised.
/// </summary>
internal static class ProxyHeaders
{
    private const string Forwarded = "X-Forwarded";

    private static readonly FrozenSet<string> Names = new[]
    {
        "Forwarded", "Via", "Client-IP", "Proxy-Client-IP", "WL-Proxy-Client-IP", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP",
        "X-Remote-IP", "X-Original-Forwarded-For", "X-Original-Host", "X-Original-URL", "True-Client-IP", "CF-Connecting-IP",
        "CF-Connecting-IPv6", "CF-Ray", "CF-Visitor", "CDN-Loop", "Fastly-Client-IP", "Fastly-FF", "Fly-Client-IP",
        "DO-Connecting-IP", "X-Azure-ClientIP", "X-Azure-SocketIP", "X-Azure-FDID", "X-ARR-LOG-ID", "X-Appengine-User-IP",
        "X-Amzn-Trace-Id", "X-Amz-Cf-Id", "CloudFront-Viewer-Address", "X-Akamai-Edgescape", "X-Envoy-External-Address",
        "X-Envoy-Internal", "X-Envoy-Attempt-Count", "X-Envoy-Expected-Rq-Timeout-Ms", "X-Varnish", "X-Nginx-Proxy",
        "X-ProxyUser-Ip", "X-Vercel-Id", "X-Nf-Client-Connection-Ip", "X-Sucuri-ClientIP", "Incap-Client-IP", "Tailscale-User-Login",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <returns>The name of the first of them; null when there is none.</returns>
    public static string? First(IHeaderDictionary headers)
    {
        foreach (string name in headers.Keys)
        {
            // X-Forwarded, X-Forwarded-For, X-ForwardedFor and whatever else begins like that
            if (name.StartsWith(Forwarded, StringComparison.OrdinalIgnoreCase) || Names.Contains(name))
                return name;
        }

        return null;
    }
}
