using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tinpot.Api.Answers;
using Tinpot.Hosting;

namespace Tinpot.Api.Endpoints;

/// <summary><c>GET /ready</c>: the catalogue is loaded, the store answers, and whoever else takes part in the work is fresh.</summary>
internal static class Ready
{
    public static async Task HandleAsync(HttpContext context)
    {
        var checks = new List<(string, string?)> { ("store", await Health.StoreAsync(context)) };
        foreach (IReadinessCheck check in context.RequestServices.GetServices<IReadinessCheck>()
            .Concat(context.RequestServices.GetServices<IHostedService>().OfType<IReadinessCheck>()))
            checks.Add((check.Name, check.Fault()));
        await HealthAnswer.WriteAsync(context, checks);
    }
}
