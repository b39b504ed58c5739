using System.Text.Json;
using System.Text.Unicode;
using Tinpot.Platform.Json;

namespace Tinpot.Executions;

/// <summary>Checks JSON that was valid when it was stored.</summary>
internal static class StoredJson
{
    /// <exception cref="FormatException">It is no JSON any more.</exception>
    public static void Check(ReadOnlySpan<byte> json, string name)
    {
        try
        {
            if (!Utf8.IsValid(json))
                throw new FormatException($"The stored {name} is not UTF-8.");
            var reader = JsonInput.Open(json, JsonLimits.Document);
            while (reader.Read())
            {
            }
        }
        catch (JsonException error)
        {
            throw new FormatException($"The stored {name} is not JSON: {error.Message}", error);
        }
    }

    /// <summary>Looks only at its ends, for arguments that are checked as a whole before they run.</summary>
    /// <exception cref="FormatException">It is no JSON object any more.</exception>
    public static void CheckEnds(ReadOnlySpan<byte> json, string name)
    {
        if (!Utf8.IsValid(json) || json is not [(byte)'{', .., (byte)'}'])
            throw new FormatException($"The stored {name} is not a JSON object in UTF-8.");
    }

    /// <exception cref="FormatException">It is no JSON object any more.</exception>
    public static void CheckObject(ReadOnlySpan<byte> json, string name)
    {
        Check(json, name);
        if (json.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
            throw new FormatException($"The stored {name} is not a JSON object.");
    }
}
