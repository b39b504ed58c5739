using Microsoft.AspNetCore.Http;

namespace Tinpot.Http.Responses;

/// <summary>Path-absolute links as the client must send them, whether or not a proxy stripped the prefix on the way.</summary>
internal static class Links
{
    public static string Execution(HttpContext context, Guid id) => $"{Base(context)}/api/executions/{id}";

    public static string Stream(HttpContext context, Guid id) => $"{Base(context)}/api/executions/{id}/stream";

    /// <summary>What stands before our own paths: <c>ROOT_PATH</c> or the application's path base, then where Tinpot is mapped.</summary>
    public static string Base(HttpContext context)
    {
        string root = context.RequestServices.Options().RootPath;
        string before = context.Request.PathBase.Value ?? "";
        if (before.Equals(root, StringComparison.OrdinalIgnoreCase))
            before = "";
        string mount = context.GetEndpoint()?.Metadata.GetMetadata<MountPath>()?.Value ?? "";
        return root + new PathString(before).ToUriComponent() + mount;
    }
}
