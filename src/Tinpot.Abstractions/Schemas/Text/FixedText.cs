using System.Text.Json;

namespace Tinpot.Schemas.Text;

/// <summary>Short texts of a fixed format: parsed in place in the JSON, copied only to remove escapes.</summary>
internal static class FixedText
{
    // The longest is a duration of some thirty characters, and an escape takes six bytes
    private const int MaxEscaped = 256;

    internal delegate bool Parser<T>(ReadOnlySpan<byte> utf8, out T value);

    /// <summary>Parses the string the reader stands on, which is well-formed.</summary>
    internal static bool TryRead<T>(in Utf8JsonReader reader, Parser<T> parser, out T value) =>
        reader.ValueIsEscaped ? TryReadEscaped(in reader, parser, out value) : parser(reader.ValueSpan, out value);

    private static bool TryReadEscaped<T>(in Utf8JsonReader reader, Parser<T> parser, out T value)
    {
        Span<byte> buffer = stackalloc byte[MaxEscaped];
        value = default!;
        return reader.ValueSpan.Length <= MaxEscaped && parser(buffer[..reader.CopyString(buffer)], out value);
    }
}
