using System.Text.Json.Serialization;

namespace Tinpot.Security;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StoredPrincipal))]
internal sealed partial class SecurityJson : JsonSerializerContext;
