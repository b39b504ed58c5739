using System.Text.Json;

namespace Tinpot.Api.Requests;

/// <summary>How we read JSON of strangers.</summary>
internal static class JsonText
{
    /// <returns>The string or name the reader is on; null when it holds half a surrogate pair, which no text does.</returns>
    public static string? String(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
