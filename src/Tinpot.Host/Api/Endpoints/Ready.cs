using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Http.Responses;
using Tinpot.Settings.Checks;

namespace Tinpot.Api.Endpoints;

/// <summary><c>GET /ready</c>: work can be accepted and run.</summary>
internal static class Ready
{
    public static Task HandleAsync(HttpContext context) =>
        HealthResponse.WriteAsync(context, context.RequestServices.GetRequiredService<HostChecks>().Readiness());
}
