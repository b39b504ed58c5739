using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Http.Responses;
using Tinpot.Settings.Checks;

namespace Tinpot.Api.Endpoints;

/// <summary><c>GET /ready</c>: work can be accepted and run.</summary>
internal static class Ready
{
    public static async Task HandleAsync(HttpContext context) => await HealthResponse.WriteAsync(
        context, await context.RequestServices.GetRequiredService<HostChecks>().ReadinessAsync(context.RequestAborted));
}
