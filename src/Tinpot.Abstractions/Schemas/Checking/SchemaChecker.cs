using System.Text.Json;
using System.Text.Unicode;
using Tinpot.Schemas.Checking;

namespace Tinpot.Schemas;

/// <summary>
/// The one rule checker: the API, the command line and the worker validate a value by it, with the same messages. It collects
/// every error, and parses every format with the code that reads it later, so what passes can be read.
/// </summary>
/// <remarks>
/// Text is any sequence of Unicode characters, bidirectional controls included: it is data, and who shows it isolates it.
/// Two things are refused in every string and name: half of a surrogate pair, which no encoding can carry, and NUL,
/// which ends a string for half of the programs an action may hand it to. Lengths count code points, as JSON Schema does.
/// </remarks>
public static class SchemaChecker
{
    /// <summary>How deep a value may nest.</summary>
    public const int MaxDepth = Schema.MaxDepth;

    /// <summary>Checks a value. A valid one allocates nothing, unless a <see cref="Uri"/>, a telephone number or the number of a credit card is in it.</summary>
    /// <param name="schema">The rules.</param>
    /// <param name="json">One JSON value as UTF-8.</param>
    /// <returns>
    /// All errors in the order of the text, empty when it is valid. Malformed JSON is one error at <c>$</c> with its line
    /// and column. After a thousand the rest is not listed, and the last error says so.
    /// </returns>
    public static IReadOnlyList<SchemaError> Check(Schema schema, ReadOnlySpan<byte> json)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return Check(schema, json, null);
    }

    /// <summary>Checks a value by the rules and, where those leave it to the code of a type, by that code.</summary>
    internal static IReadOnlyList<SchemaError> Check(Schema schema, ReadOnlySpan<byte> json, TypeCheck? types)
    {
        JsonReads.Log.Read(json.Length);
        if (!Utf8.IsValid(json)) return [JsonSyntax.NotUtf8(json)];
        Span<PathFrame> path = stackalloc PathFrame[MaxDepth + 1];
        var walker = new SchemaWalker(json, path, types);
        try
        {
            walker.Document(schema);
        }
        catch (JsonException exception)
        {
            return [JsonSyntax.Malformed(json, exception)];
        }
        return walker.Errors;
    }

    /// <summary>Checks only that it is one well-formed JSON value; null when it is.</summary>
    /// <param name="json">The value as UTF-8.</param>
    public static SchemaError? CheckSyntax(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json)) return JsonSyntax.NotUtf8(json);
        JsonReads.Log.Read(json.Length);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
            }
            return null;
        }
        catch (JsonException exception)
        {
            return JsonSyntax.Malformed(json, exception);
        }
    }
}
