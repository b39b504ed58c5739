using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tinpot.Platform.Json;

/// <inheritdoc cref="RawJson"/>
internal sealed class RawJsonConverter : JsonConverter<RawJson>
{
    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new RawJson(default, start..(int)reader.BytesConsumed);
    }

    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Text.Span, skipInputValidation: true);
}
