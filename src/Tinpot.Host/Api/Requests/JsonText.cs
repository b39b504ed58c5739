using System.Globalization;
using System.Text.Json;
using Tinpot.Schemas;

namespace Tinpot.Api.Requests;

/// <summary>How we read JSON of strangers.</summary>
internal static class JsonText
{
    /// <summary>Deeper than any schema goes, and shallow enough for every reader.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

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

    /// <summary>Where and why the text is not JSON; line and column count from 1, the column in bytes.</summary>
    public static SchemaError Malformed(JsonException malformed)
    {
        string why = malformed.Message;
        int position = why.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string line = ((malformed.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
        string column = ((malformed.BytePositionInLine ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
        return new SchemaError("$", $"Malformed JSON at line {line}, column {column}: {(position < 0 ? why : why[..position])}");
    }
}
