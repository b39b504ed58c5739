using System.Runtime.CompilerServices;
using System.Text.Json;
using Tinpot.Platform.Json;
using Tinpot.Schemas;

namespace Tinpot.Actions.Arguments;

/// <summary>The default values of schemas, each parsed once.</summary>
internal static class DefaultValues
{
    private static readonly ConditionalWeakTable<Schema, JsonDocument> Parsed = [];

    /// <returns>false when the schema has none.</returns>
    internal static bool TryGet(Schema schema, out JsonElement value)
    {
        value = default;
        if (schema.Default is not { } json) return false;
        value = Parsed.GetValue(schema, _ => JsonInput.Parse(json, JsonLimits.Value)).RootElement;
        return true;
    }
}
