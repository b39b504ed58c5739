using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Api.Answers;
using Tinpot.Hosting;

namespace Tinpot.Api.Endpoints;

/// <summary><c>GET /ready</c>: the catalogue is loaded, the store answers, and whoever else takes part in the work is fresh.</summary>
internal static class Ready
{
    public static async Task HandleAsync(HttpContext context)
    {
        // A catalogue that cannot be loaded throws when it is asked for, long before this
        _ = context.Catalog();
        var checks = new List<(string, string?)>
        {
            ("catalogue", null),
            ("store", await Health.StoreAsync(context)),
        };
        foreach (IReadinessCheck check in context.RequestServices.GetServices<IReadinessCheck>())
            checks.Add((check.Name, check.Fault()));
        await HealthAnswer.WriteAsync(context, checks);
    }
}
