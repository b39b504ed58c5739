using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Tinpot.Http.Routing;

namespace Tinpot.Host.Tests.Api.Support;

/// <summary>Compares each answer of a server with what the record of its route declares.</summary>
internal sealed class DeclaredAnswers
{
    private readonly ConcurrentDictionary<string, bool> _undeclared = new();

    public async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        // What was aborted has no answer
        if (context.RequestAborted.IsCancellationRequested || context.GetEndpoint()?.Metadata.GetMetadata<HttpRoute>() is not { } route)
            return;
        string? type = context.Response.ContentType?.Split(';')[0];
        int status = context.Response.StatusCode;
        if (!route.AllAnswers.Any(answer => answer.Status == status && (answer.ContentType is null || answer.ContentType == type)))
            _undeclared.TryAdd($"{route.Method} {route.Pattern} answered {status} {type}.", true);
    }

    public void AssertAll() => Assert.Empty(_undeclared.Keys);
}
