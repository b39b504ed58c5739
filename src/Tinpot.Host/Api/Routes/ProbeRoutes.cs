using Tinpot.Api.Endpoints;
using Tinpot.Http.Routing;
using Tinpot.Security;

namespace Tinpot.Api.Routes;

/// <summary>The health checks of orchestrators, and all that a worker answers.</summary>
internal static class ProbeRoutes
{
    public static IReadOnlyList<HttpRoute> All { get; } =
    [
        new(RouteMethod.GetOrHead, "/health", Permission.Probe, "Tell whether the process must be restarted", Health.HandleAsync)
        {
            Answers = [RouteAnswer.Json("It need not"), RouteAnswer.Json(503, "It must")],
        },
        new(RouteMethod.GetOrHead, "/ready", Permission.Probe, "Tell whether work can be accepted and run", Ready.HandleAsync)
        {
            Answers = [RouteAnswer.Json("It can"), RouteAnswer.Json(503, "It cannot")],
        },
        UnknownRoute.At("/health"),
        UnknownRoute.At("/ready"),
    ];
}
