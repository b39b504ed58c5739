using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

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
        if (!IsAmong(context.Request.Headers.IfNoneMatch, new EntityTagHeaderValue(tag)))
            return false;
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    /// <summary>By weak comparison: a proxy that compresses an answer makes its tag weak.</summary>
    private static bool IsAmong(StringValues known, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(known, out IList<EntityTagHeaderValue>? tags)
        && tags.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(tag, useStrongComparison: false));
}
