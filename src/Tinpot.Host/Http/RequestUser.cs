using System.Security.Claims;
using Tinpot.Security;

namespace Tinpot.Http;

/// <summary>The user that an application around Tinpot has authenticated.</summary>
internal static class RequestUser
{
    private const string Scheme = "application";
    private const string Subject = "sub";
    private const int LongestName = 200;

    /// <returns>Anonymous, unless an identity is authenticated and has a name or a subject.</returns>
    public static Principal Of(ClaimsPrincipal user)
    {
        foreach (ClaimsIdentity identity in user.Identities)
        {
            if (!identity.IsAuthenticated)
                continue;
            string? subject = Filled(identity.FindFirst(Subject)?.Value) ?? Filled(identity.FindFirst(ClaimTypes.NameIdentifier)?.Value);
            // The subject names the same user forever, a name is for people
            if ((Filled(identity.Name) ?? subject) is { } name)
                return new Principal($"{Scheme}:{subject ?? name}", Shown(name), Scheme, []);
        }

        return Principal.Anonymous;
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string Shown(string name) => name.Length <= LongestName
        ? name
        : string.Concat(name.AsSpan(0, char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName), "…");
}
