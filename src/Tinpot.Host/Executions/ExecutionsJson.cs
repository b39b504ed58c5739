using System.Text.Json.Serialization;
using Tinpot.Platform.Json;

namespace Tinpot.Executions;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = JsonLimits.DocumentDepth)]
[JsonSerializable(typeof(SubmissionEnvelope))]
[JsonSerializable(typeof(StoredError))]
internal sealed partial class ExecutionsJson : JsonSerializerContext;
