using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tinpot.Platform.Json;

/// <summary>Opens JSON for reading. Nothing in the host reads JSON in another way.</summary>
internal static class JsonInput
{
    /// <summary>Gets the length of all JSON that is opened, so that passes over the same bytes can be counted.</summary>
    /// <remarks>Not an event source as for the checks: a child reads frames, and would create one each time it starts.</remarks>
    public static event Action<int>? Opened;

    public static Utf8JsonReader Open(ReadOnlySpan<byte> json, JsonReaderOptions options)
    {
        Opened?.Invoke(json.Length);
        return new Utf8JsonReader(json, options);
    }

    /// <summary>Opens JSON that may be cut off anywhere.</summary>
    public static Utf8JsonReader OpenPart(ReadOnlySpan<byte> json, JsonReaderOptions options)
    {
        Opened?.Invoke(json.Length);
        return new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(options));
    }

    /// <summary>Reads JSON once, and then as often as wanted without reading it again.</summary>
    /// <param name="json">Must stay as it is until the document is disposed.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json, JsonReaderOptions options)
    {
        Opened?.Invoke(json.Length);
        return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = options.MaxDepth });
    }

    /// <inheritdoc cref="Parse(ReadOnlyMemory{byte}, JsonReaderOptions)"/>
    public static JsonDocument Parse(string json, JsonReaderOptions options) => Parse(Encoding.UTF8.GetBytes(json), options);

    /// <returns>null when it is <c>null</c>.</returns>
    /// <exception cref="JsonException">It is not JSON, or not of that type.</exception>
    public static T? Deserialize<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type) where T : class
    {
        Opened?.Invoke(json.Length);
        return JsonSerializer.Deserialize(json, type);
    }
}
