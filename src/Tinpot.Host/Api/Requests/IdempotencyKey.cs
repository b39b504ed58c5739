using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Tinpot.Actions;
using Tinpot.Schemas;

namespace Tinpot.Api.Requests;

/// <summary>The header under which a request counts once.</summary>
internal static class IdempotencyKey
{
    /// <returns>The key; null when there is none, or when it is not a valid key and <paramref name="errors"/> says so.</returns>
    public static string? Read(IHeaderDictionary headers, List<SchemaError> errors)
    {
        StringValues values = headers["Idempotency-Key"];
        if (values.Count == 0)
            return null;
        if (values.Count == 1 && values[0] is { } key && SubmissionRules.IsIdempotencyKey(key))
            return key;
        errors.Add(new SchemaError("$", "Idempotency-Key must be given once and be 1 to 255 visible ASCII characters."));
        return null;
    }
}
