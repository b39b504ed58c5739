using System.Buffers;
using System.Text.Json;
using Tinpot.Platform.Json;

namespace Tinpot.Actions.Arguments;

/// <summary>Copies JSON from reader to writer without blanks between tokens; numbers and strings stay as they are written.</summary>
internal static class JsonCopy
{
    internal static Utf8JsonWriter Writer(IBufferWriter<byte> output) => new(output, JsonWriting.Plain);

    internal static void Name(Utf8JsonWriter writer, ref Utf8JsonReader reader) => writer.WritePropertyName(reader.GetString()!);

    /// <summary>Copies the value the reader stands on; the reader ends on its last token.</summary>
    internal static void Value(Utf8JsonWriter writer, ref Utf8JsonReader reader)
    {
        var depth = 0;
        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject: writer.WriteStartObject(); depth++; break;
                case JsonTokenType.StartArray: writer.WriteStartArray(); depth++; break;
                case JsonTokenType.EndObject: writer.WriteEndObject(); depth--; break;
                case JsonTokenType.EndArray: writer.WriteEndArray(); depth--; break;
                case JsonTokenType.PropertyName: Name(writer, ref reader); break;
                default: Scalar(writer, in reader); break;
            }
        }
        while (depth > 0 && reader.Read());
    }

    internal static void Scalar(Utf8JsonWriter writer, in Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String when reader.ValueIsEscaped: writer.WriteStringValue(reader.GetString()); break;
            case JsonTokenType.String: writer.WriteStringValue(reader.ValueSpan); break;
            default: writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true); break;
        }
    }
}
