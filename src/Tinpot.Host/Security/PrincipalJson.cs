using System.Text.Json;
using Tinpot.Platform.Json;

namespace Tinpot.Security;

/// <summary>A principal as stores keep it.</summary>
internal static class PrincipalJson
{
    public static ReadOnlyMemory<byte> Write(Principal principal) =>
        StoredDocument.Write(StoredPrincipal.Of(principal), SecurityJson.Default.StoredPrincipal);

    /// <summary>Members that this version does not know are ignored.</summary>
    /// <exception cref="FormatException">It is not a JSON object, or a member is of another kind.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static Principal Read(ReadOnlySpan<byte> json) =>
        StoredDocument.Read(json, SecurityJson.Default.StoredPrincipal, "The principal").Read();
}
