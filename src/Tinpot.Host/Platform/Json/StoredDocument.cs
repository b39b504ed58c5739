using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tinpot.Platform.Json;

/// <summary>Writes and reads records of which other versions of the host have or will have more members.</summary>
internal static class StoredDocument
{
    public static ReadOnlyMemory<byte> Write<T>(T value, JsonTypeInfo<T> type, int length = 256)
    {
        var buffer = new ArrayBufferWriter<byte>(length);
        using var writer = new Utf8JsonWriter(buffer, JsonWriting.Plain);
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Members that this version does not know are ignored.</summary>
    /// <param name="what">Names the record in the message: the principal.</param>
    /// <exception cref="FormatException">It is not a JSON object, or a member is missing or of another kind.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type, string what) where T : class
    {
        try
        {
            return JsonInput.Deserialize(json, type) ?? throw new FormatException($"{what} is not a JSON object.");
        }
        catch (JsonException error) when (error.InnerException is not JsonException)
        {
            throw OtherKind(what, error);
        }
    }

    /// <summary>Reads a part of a document in the same way.</summary>
    /// <exception cref="FormatException">It is not a JSON object, or a member is missing or of another kind.</exception>
    public static T Read<T>(JsonElement json, JsonTypeInfo<T> type, string what) where T : class
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new FormatException($"{what} is not a JSON object.");
        try
        {
            return json.Deserialize(type)!;
        }
        catch (JsonException error)
        {
            throw OtherKind(what, error);
        }
    }

    /// <summary>The serializer names types of the program, which mean nothing to a reader of the message.</summary>
    private static FormatException OtherKind(string what, JsonException error) =>
        new($"{what} has no value, or one of another kind, at {error.Path}.", error);
}
