using System.Text.Json;

namespace Tinpot.Api.Requests;

/// <summary>Reads text of strangers: null when it holds half a surrogate pair, which no text does.</summary>
internal static class JsonText
{
    /// <summary>The string or name that the reader is on.</summary>
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

    public static string? String(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static string? Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
