using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Api.Routes;
using Tinpot.Http;
using Tinpot.Http.Routing;
using Tinpot.WebConsole;

namespace Tinpot.Hosting;

/// <summary>Everything a host serves over HTTP.</summary>
internal static class HostEndpoints
{
    /// <param name="path">Empty, or a path without a slash at its end.</param>
    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints, string path)
    {
        GuardedRoutes routes = Routes(endpoints, path);
        routes.Map([.. ApiRoutes.All, .. ConsoleRoutes.All]);
        return routes.Conventions;
    }

    /// <summary>Maps what an orchestrator asks, and nothing else.</summary>
    public static void MapProbes(IEndpointRouteBuilder endpoints) => Routes(endpoints, "").Map(ProbeRoutes.All);

    private static GuardedRoutes Routes(IEndpointRouteBuilder endpoints, string path) =>
        new(endpoints, path, endpoints.ServiceProvider.GetService<RequestGuard>() ?? throw new InvalidOperationException(
            "Tinpot's services are missing. Call builder.Services.AddTinpot(ActionCatalog.Instance) before the application is built."));
}
