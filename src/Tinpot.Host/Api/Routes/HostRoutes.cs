using Tinpot.Api.Endpoints;
using Tinpot.Http.Routing;
using Tinpot.Security;

namespace Tinpot.Api.Routes;

/// <summary>The routes of the host, its workers and its queues.</summary>
internal static class HostRoutes
{
    public static IReadOnlyList<HttpRoute> All { get; } =
    [
        new(RouteMethod.Get, "/api/workers", Permission.View, "List the workers", ListWorkers.HandleAsync)
        {
            Answers = [RouteAnswer.Json("The workers by name")],
        },
        new(RouteMethod.Get, "/api/queues", Permission.View, "List the queues with their load", ListQueues.HandleAsync)
        {
            Answers = [RouteAnswer.Json("Each queue and group")],
        },
        new(RouteMethod.Get, "/api/health", Permission.View, "Show the health of the host in detail", ShowHealth.HandleAsync)
        {
            Answers = [RouteAnswer.Json("The health checks and loops")],
        },
    ];
}
