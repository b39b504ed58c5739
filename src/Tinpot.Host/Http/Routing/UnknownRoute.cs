using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Http.Responses;
using Tinpot.Security;
using Tinpot.Settings;

namespace Tinpot.Http.Routing;

/// <summary>Everything of ours that no other route takes: the address is wrong, or the method.</summary>
internal static class UnknownRoute
{
    /// <summary>The route of what no other takes.</summary>
    /// <param name="pattern">Where it looks.</param>
    public static HttpRoute At(string pattern) => new(RouteMethod.Fallback, pattern, Permission.View, "Answer requests that no route takes", HandleAsync)
    {
        Answers = [RouteAnswer.UnknownAddress, RouteAnswer.WrongMethod],
    };

    private static Task HandleAsync(HttpContext context)
    {
        // A route that takes every method leaves routing no reason to say 405, so it is said here
        string[] methods = [.. context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => Matches(route, context.Request.Path))
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (methods.Length == 0)
        {
            throw new ProblemException(context.RequestServices.GetRequiredService<HostInfo>().Role == HostRole.Worker
                ? Problems.UnknownProbe()
                : Problems.UnknownRoute(Links.Base(context)));
        }

        string allowed = string.Join(", ", methods);
        context.Response.Headers.Allow = allowed;
        throw new ProblemException(Problems.WrongMethod(allowed));
    }

    private static bool Matches(RouteEndpoint route, PathString path) =>
        new TemplateMatcher(new RouteTemplate(route.RoutePattern), []).TryMatch(path, []);
}
