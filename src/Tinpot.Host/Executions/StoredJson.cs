using System.Text.Json;
using System.Text.Unicode;
using Tinpot.Platform.Json;

namespace Tinpot.Executions;

/// <summary>Checks JSON that was valid when it was stored.</summary>
internal static class StoredJson
{
    /// <summary>The end of an execution whose record is damaged, as the store and the worker say it.</summary>
    public static ExecutionError Unreadable(string why) => new(
        "unreadable", $"The stored record of this execution cannot be read ({why.TrimEnd('.')}), so it cannot run. Run the action again.",
        FailureReason.Validation);

    /// <exception cref="FormatException">It is no JSON any more.</exception>
    public static void Check(ReadOnlySpan<byte> json, string name)
    {
        try
        {
            if (!Utf8.IsValid(json))
                throw new FormatException($"What is stored as {name} is not UTF-8.");
            var reader = JsonInput.Open(json, JsonLimits.Document);
            while (reader.Read())
            {
            }
        }
        catch (JsonException error)
        {
            throw new FormatException($"What is stored as {name} is not JSON: {error.Message}", error);
        }
    }

    /// <summary>Looks only at its ends, for arguments that are checked as a whole before they run.</summary>
    /// <exception cref="FormatException">It is no JSON object any more.</exception>
    public static void CheckEnds(ReadOnlySpan<byte> json, string name)
    {
        if (!Utf8.IsValid(json) || json.Trim(" \t\r\n"u8) is not [(byte)'{', .., (byte)'}'])
            throw new FormatException($"What is stored as {name} is not a JSON object in UTF-8.");
    }

    /// <exception cref="FormatException">It is no JSON object any more.</exception>
    public static void CheckObject(ReadOnlySpan<byte> json, string name)
    {
        Check(json, name);
        if (json.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
            throw new FormatException($"What is stored as {name} is not a JSON object.");
    }
}
