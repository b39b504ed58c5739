using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tinpot.Security;

namespace Tinpot.Http;

/// <summary>
/// The only way to map a route of Tinpot: none exists without a permission, and each delegate runs behind the
/// guards. Endpoint filters would do neither, because they do not apply to plain request delegates; a middleware
/// would also guard the routes of the application that we are mapped into.
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

    public IEndpointConventionBuilder Get(string pattern, Permission permission, RequestDelegate handler) =>
        Map(GetOnly, pattern, permission, handler);

    /// <summary>For files, of which a client may want the headers alone.</summary>
    public IEndpointConventionBuilder GetOrHeadOf(string pattern, Permission permission, RequestDelegate handler) =>
        Map(GetOrHead, pattern, permission, handler);

    public IEndpointConventionBuilder Post(string pattern, Permission permission, RequestDelegate handler) =>
        Map(PostOnly, pattern, permission, handler);

    /// <summary>
    /// For health checks. They pass no guard: an orchestrator asks by the address of a pod, and an old one by HTTP/1.0 without a
    /// host name. Nor do they pass an authorization of the application. Their answers must not say anything about the inside.
    /// </summary>
    public IEndpointConventionBuilder Probe(string pattern, RequestDelegate handler) =>
        Guard(_probes.MapMethods(pattern, GetOrHead, new GuardedEndpoint(null, handler).InvokeAsync), Permission.Probe).AllowAnonymous();

    /// <summary>For what no other route takes, the application's own included; any method.</summary>
    public IEndpointConventionBuilder Otherwise(string pattern, Permission permission, RequestDelegate handler) =>
        Guard(_group.Map(pattern, new GuardedEndpoint(guard, handler).InvokeAsync), permission).WithOrder(int.MaxValue);

    private IEndpointConventionBuilder Map(string[] methods, string pattern, Permission permission, RequestDelegate handler) =>
        Guard(_group.MapMethods(pattern, methods, new GuardedEndpoint(guard, handler).InvokeAsync), permission);

    private IEndpointConventionBuilder Guard(IEndpointConventionBuilder route, Permission permission) =>
        route.WithMetadata(new RequiredPermission(permission), _mount);
}
