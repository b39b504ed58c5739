using System.Buffers;
using System.ComponentModel;
using System.Text.Json;
using Tinpot.Schemas;
using Tinpot.Schemas.Text;

namespace Tinpot.Runtime;

/// <summary>
/// Reads one checked JSON value each, culture-invariant. The reader stands on the value's token; the value has passed
/// <see cref="SchemaChecker"/>, which parses with the same code. A value that has not throws <see cref="JsonException"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ValueReader
{
    /// <summary>Reads <c>true</c> or <c>false</c>.</summary>
    public static bool ReadBoolean(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Unchecked("true or false"),
    };

    /// <summary>Reads a string; null when the token is null.</summary>
    public static string ReadString(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.String or JsonTokenType.Null ? reader.GetString()! : throw Unchecked("a string");

    /// <summary>Reads a string of one UTF-16 unit.</summary>
    public static char ReadChar(ref Utf8JsonReader reader) => Fixed<char>(in reader, StringText.TryChar, "one character");

    /// <summary>Reads a UUID with hyphens.</summary>
    public static Guid ReadGuid(ref Utf8JsonReader reader) => Fixed<Guid>(in reader, StringText.TryUuid, "a UUID");

    /// <summary>Reads a URI or a relative reference.</summary>
    public static Uri ReadUri(ref Utf8JsonReader reader) =>
        StringText.TryUri(ReadString(ref reader), out var value) ? value : throw Unchecked("a URI");

    /// <summary>Reads base64.</summary>
    public static byte[] ReadBytes(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) throw Unchecked("base64");
        var length = reader.ValueSpan.Length;
        var chars = ArrayPool<char>.Shared.Rent(length);
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var text = chars.AsSpan(0, reader.CopyString(chars));
            return StringText.TryBase64(text, bytes, out var written) ? bytes.AsSpan(0, written).ToArray() : throw Unchecked("base64");
        }
        finally
        {
            // A secret may have passed through
            ArrayPool<char>.Shared.Return(chars, clearArray: true);
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    /// <summary>Reads any value; the reader ends on its last token.</summary>
    public static JsonElement ReadJsonElement(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader);

    /// <summary>Reads <c>{"items": n}</c>, the result of an action that streams; the reader ends on its last token.</summary>
    public static long ReadItemCount(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject || !reader.Read() || !reader.ValueTextEquals("items"u8) || !reader.Read())
            throw Unchecked("a count of items");
        long count = ReadInt64(ref reader);
        return reader.Read() && reader.TokenType == JsonTokenType.EndObject ? count : throw Unchecked("a count of items");
    }

    private static T Fixed<T>(in Utf8JsonReader reader, FixedText.Parser<T> parser, string expected) =>
        reader.TokenType == JsonTokenType.String && FixedText.TryRead(in reader, parser, out var value) ? value : throw Unchecked(expected);

    private static JsonException Unchecked(string expected) => new($"The value is not {expected}; it was not checked against the action's schema.");
}
