using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tinpot.Actions.Arguments;

/// <summary>Copies JSON from reader to writer without blanks between tokens; numbers and strings stay as they are written.</summary>
internal static class JsonCopy
{
    // It was valid when it came in; text stays readable, since this is never put into HTML as it is
    private static readonly JsonWriterOptions AsIs = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static Utf8JsonWriter Writer(IBufferWriter<byte> output) => new(output, AsIs);

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
