using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Tinpot.Http;
using Tinpot.Http.Responses;

namespace Tinpot.WebConsole;

/// <summary>The web console over HTTP: one page at the root, its files below a folder named after their hash.</summary>
internal sealed class ConsoleEndpoints
{
    /// <summary>
    /// Nothing but our own files runs or is loaded, nobody frames the page, and no text can become markup or script:
    /// with trusted types and no policy, every sink that parses a string throws.
    /// </summary>
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; " +
        "base-uri 'self'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private readonly ConsoleAssets _assets = new();
    private readonly ConsolePage _page;

    public ConsoleEndpoints() => _page = new ConsolePage(_assets);

    public Task SendPageAsync(HttpContext context)
    {
        var (page, tag) = _page.For(Links.Base(context), context.RequestServices.Options().Title);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.CacheControl = "no-cache";
        return EntityTag.IsKnown(context, tag) ? Task.CompletedTask : SendAsync(context, page);
    }

    public Task SendAssetAsync(HttpContext context)
    {
        var values = context.Request.RouteValues;
        if (values["version"] is not string version || values["path"] is not string path || !_assets.TryGet(version, path, out var asset))
            throw new ProblemException(Problems.UnknownFile());
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return SendAsync(context, asset);
    }

    private static Task SendAsync(HttpContext context, ConsoleAsset asset)
    {
        var response = context.Response;
        var content = asset.Content;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.ContentType = asset.ContentType;
        if (TakesGzip(context.Request))
        {
            response.Headers.ContentEncoding = "gzip";
            content = asset.Compressed;
        }
        response.ContentLength = content.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }

    private static bool TakesGzip(HttpRequest request)
    {
        foreach (var encoding in request.GetTypedHeaders().AcceptEncoding)
            if (encoding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && encoding.Quality is not 0) return true;
        return false;
    }
}
