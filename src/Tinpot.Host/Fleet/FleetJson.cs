using System.Text.Json.Serialization;
using Tinpot.Platform.Json;

namespace Tinpot.Fleet;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, MaxDepth = JsonLimits.SchemaDepth)]
[JsonSerializable(typeof(StoredWorker))]
[JsonSerializable(typeof(PublishedCatalog))]
[JsonSerializable(typeof(PublishedAction))]
internal sealed partial class FleetJson : JsonSerializerContext;
