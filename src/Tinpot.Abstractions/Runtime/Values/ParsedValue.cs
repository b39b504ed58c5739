using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Tinpot.Schemas;

namespace Tinpot.Runtime;

/// <summary>Values that read themselves from text and write themselves as such, both in invariant culture.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ParsedValue
{
    /// <summary>Reads a string as the type reads it.</summary>
    /// <exception cref="JsonException">It is not a string.</exception>
    /// <exception cref="FormatException">The type does not take it; or whatever its own code throws.</exception>
    public static T Read<T>(ref Utf8JsonReader reader) where T : IParsable<T>
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("The value is not a string; it was not checked against the action's schema.");
        var text = reader.GetString()!;
        return T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : T.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>The error in the string at the reader, as the type's own code words it; null when it is valid.</summary>
    public static SchemaError? Check<T>(ref Utf8JsonReader reader) where T : IParsable<T>
    {
        try
        {
            Read<T>(ref reader);
            return null;
        }
        catch (Exception refusal)
        {
            // Whatever it throws, it is the type's answer
            return new SchemaError(SchemaPath.Root, refusal.Message);
        }
    }

    /// <summary>Writes what the value calls itself, or null.</summary>
    public static void Write<T>(Utf8JsonWriter writer, T? value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value is null) writer.WriteNullValue();
        else writer.WriteStringValue(value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value.ToString());
    }
}
