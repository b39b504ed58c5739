using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Tinpot.Http.Routing;

/// <summary>
/// Answers what no route takes, in an application that has no routes but ours. The answers of the framework have neither our
/// headers nor a body.
/// </summary>
internal static class UnmatchedRequests
{
    /// <summary>Comes after the path base and brings routing with it.</summary>
    public static void UseOwnRouting(this WebApplication app)
    {
        // With a subpath, a proxy that strips it makes two slashes of the address of the page easily
        app.Use(static (context, next) =>
        {
            if (context.Request.Path.Value is ['/', '/', ..] path && path.AsSpan().Trim('/').IsEmpty)
                context.Request.Path = "/";
            return next(context);
        });
        app.UseRouting();
        var unmatched = new GuardedEndpoint(app.Services.GetRequiredService<RequestGuard>(), UnknownRoute.At("/{**path}"));
        app.Use((context, next) => context.GetEndpoint()?.Metadata.GetMetadata<HttpRoute>() is null
            ? unmatched.InvokeAsync(context)
            : next(context));
    }
}
