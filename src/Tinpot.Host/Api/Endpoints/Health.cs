using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Http.Responses;
using Tinpot.Settings.Checks;

namespace Tinpot.Api.Endpoints;

/// <summary><c>GET /health</c>: the process answers and its loops go round. What a restart cannot mend does not count.</summary>
internal static class Health
{
    public static Task HandleAsync(HttpContext context) =>
        HealthResponse.WriteAsync(context, context.RequestServices.GetRequiredService<HostChecks>().Liveness());
}
