using Tinpot.Http.Routing;

namespace Tinpot.Api.Routes;

/// <summary>The routes of the API, health checks included.</summary>
internal static class ApiRoutes
{
    public static IReadOnlyList<HttpRoute> All { get; } =
        [.. ActionRoutes.All, .. ExecutionRoutes.All, .. HostRoutes.All, UnknownRoute.At("/api/{**path}"), .. ProbeRoutes.All];
}
