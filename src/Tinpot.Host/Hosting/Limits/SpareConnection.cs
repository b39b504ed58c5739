using Microsoft.AspNetCore.Http;
using Tinpot.Http;
using Tinpot.Http.Responses;

namespace Tinpot.Hosting.Limits;

/// <summary>Marks a connection beyond those that are served: probes are answered there, everything else with 503.</summary>
internal sealed class SpareConnection
{
    public static Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<SpareConnection>() is null)
            return next(context);
        context.Response.Headers.Connection = "close";
        SecurityHeaders.Apply(context.Response.Headers);
        return context.Request.Path.Value is "/health" or "/ready" ? next(context) : Problems.TooManyConnections().WriteAsync(context);
    }
}
