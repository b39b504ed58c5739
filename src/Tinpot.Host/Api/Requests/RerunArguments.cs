using System.Buffers;
using System.Text.Json;
using Tinpot.Actions.Arguments;
using Tinpot.Platform.Json;
using Tinpot.Schemas;

namespace Tinpot.Api.Requests;

/// <summary>Puts new values over the arguments of an earlier execution.</summary>
internal static class RerunArguments
{
    private const string SecretMissing = "is a secret and must be sent again.";
    private static readonly byte[] None = "{}"u8.ToArray();

    /// <param name="stored">Complete arguments with secrets masked.</param>
    /// <param name="overrides">UTF-8 JSON as the caller sent it, well-formed; empty = none.</param>
    /// <returns>The arguments to run with, and the secrets that must be given again.</returns>
    public static (ReadOnlyMemory<byte> Arguments, IReadOnlyList<SchemaError> Missing) Merge(
        Schema schema, ReadOnlyMemory<byte> stored, ReadOnlyMemory<byte> overrides)
    {
        if (overrides.IsEmpty)
            overrides = None;

        // The check refuses a value that is not an object
        if (overrides.Span[0] != (byte)'{')
            return (overrides, []);
        HashSet<string> given = Names(overrides.Span);
        var merged = new ArrayBufferWriter<byte>(stored.Length + overrides.Length);
        merged.Write("{"u8);
        var reader = new Utf8JsonReader(stored.Span, JsonLimits.Value);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int start = (int)reader.TokenStartIndex;
            string name = reader.GetString()!;
            reader.Skip();
            if (given.Contains(name))
                continue;
            Separate(merged);
            merged.Write(stored.Span[start..(int)reader.BytesConsumed]);
        }

        // A stored secret is a mask, so each that is kept has to be given again
        IReadOnlyList<SchemaError> missing =
            [.. SecretArguments.PathsOf(schema, [.. merged.WrittenSpan, (byte)'}']).Select(path => new SchemaError(path, SecretMissing))];

        // As sent, so that a name given twice is seen as such
        ReadOnlySpan<byte> members = overrides.Span[1..^1].Trim(" \t\r\n"u8);
        if (!members.IsEmpty)
        {
            Separate(merged);
            merged.Write(members);
        }

        merged.Write("}"u8);
        return (merged.WrittenMemory, missing);
    }

    private static void Separate(ArrayBufferWriter<byte> merged)
    {
        if (merged.WrittenCount > 1)
            merged.Write(","u8);
    }

    private static HashSet<string> Names(ReadOnlySpan<byte> json)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json, JsonLimits.Value);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonText.String(ref reader) is { } name)
                names.Add(name);
            reader.Skip();
        }

        return names;
    }
}
