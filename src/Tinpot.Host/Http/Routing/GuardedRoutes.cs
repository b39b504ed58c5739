using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tinpot.Security;

namespace Tinpot.Http.Routing;

/// <summary>
/// The only way to map a route of Tinpot: each handler runs behind the guards and the permission of its record. Endpoint
/// filters would do neither, because they do not apply to plain request delegates; a middleware would also guard the routes of
/// the application that we are mapped into.
/// </summary>
internal sealed class GuardedRoutes(IEndpointRouteBuilder endpoints, string mount, RequestGuard guard)
{
    private static readonly string[] GetOnly = [HttpMethods.Get];
    private static readonly string[] GetOrHead = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] PostOnly = [HttpMethods.Post];

    private readonly RouteGroupBuilder _group = endpoints.MapGroup(mount);
    private readonly RouteGroupBuilder _probes = endpoints.MapGroup(mount);
    private readonly MountPath _mount = new(mount);

    /// <summary>All routes but the health checks.</summary>
    public IEndpointConventionBuilder Conventions => _group;

    public void Map(IEnumerable<HttpRoute> routes)
    {
        foreach (HttpRoute route in routes)
            Map(route).WithMetadata(route, _mount);
    }

    /// <remarks>
    /// Health checks pass no guard: an orchestrator asks by the address of a pod, and an old one by HTTP/1.0 without a host name.
    /// Nor do they pass an authorization of the application. Their answers must not say anything about the inside.
    /// </remarks>
    private IEndpointConventionBuilder Map(HttpRoute route)
    {
        bool isProbe = route.Permission == Permission.Probe;
        RequestDelegate handler = new GuardedEndpoint(isProbe ? null : guard, route).InvokeAsync;
        if (route.Method == RouteMethod.Fallback)
            return _group.Map(route.Pattern, handler).WithOrder(int.MaxValue);
        IEndpointConventionBuilder mapped = (isProbe ? _probes : _group).MapMethods(route.Pattern, MethodsOf(route), handler);
        return isProbe ? mapped.AllowAnonymous() : mapped;
    }

    private static string[] MethodsOf(HttpRoute route) => route.Method switch
    {
        RouteMethod.Get => GetOnly,
        RouteMethod.GetOrHead => GetOrHead,
        _ => PostOnly,
    };
}
