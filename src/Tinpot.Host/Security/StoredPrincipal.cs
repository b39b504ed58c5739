using System.Text.Json.Serialization;
using Tinpot.Platform.Json;

namespace Tinpot.Security;

/// <summary>A principal as stores keep it. The store looks into the first three members, so they stay first.</summary>
internal sealed class StoredPrincipal
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Scheme { get; set; }

    [JsonConverter(typeof(StringsConverter))]
    public IReadOnlyList<string>? Roles { get; set; }

    public static StoredPrincipal Of(Principal principal) =>
        new() { Id = principal.Id, Name = principal.Name, Scheme = principal.Scheme, Roles = principal.Roles };

    public Principal Read() => new(Id ?? "", Name ?? "", Scheme ?? "", Roles ?? []);
}
