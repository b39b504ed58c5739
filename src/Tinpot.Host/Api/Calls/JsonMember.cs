using System.Text.Json;
using Tinpot.Platform.Json;

namespace Tinpot.Api.Calls;

/// <summary>Finds members of objects that we wrote ourselves.</summary>
internal static class JsonMember
{
    /// <returns>The raw JSON of the member; empty when there is none.</returns>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> json, ReadOnlySpan<byte> name)
    {
        var reader = JsonInput.Open(json.Span, JsonLimits.Document);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool found = reader.ValueTextEquals(name);
            Range value = JsonSlice.Next(ref reader);
            if (found)
                return json[value];
        }

        return default;
    }
}
