using System.Text.Json;

namespace Tinpot.Platform.Json;

/// <summary>Finds out where a value stands in the bytes that a reader reads.</summary>
internal static class JsonSlice
{
    /// <summary>The value behind the name that the reader is at. The reader goes to its last token.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static Range Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return Current(ref reader);
    }

    /// <summary>The value that the reader is at. The reader goes to its last token.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static Range Current(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }
}
