using Microsoft.AspNetCore.Http;

namespace Tinpot.Http.Responses;

/// <summary>Names an answer by its content, so that a client that has it is not sent it again.</summary>
internal static class EntityTag
{
    /// <summary>Puts the tag on the answer.</summary>
    /// <param name="tag">In quotation marks.</param>
    /// <returns>Whether the client has this content: then the answer is <c>304</c> and has no body.</returns>
    public static bool IsKnown(HttpContext context, string tag)
    {
        context.Response.Headers.ETag = tag;
        if (!context.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
            return false;
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }
}
