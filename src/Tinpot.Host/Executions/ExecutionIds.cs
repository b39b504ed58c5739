using System.Buffers;
using System.Buffers.Binary;
using Tinpot.Runtime;

namespace Tinpot.Executions;

/// <summary>Reads ids of executions. <see cref="ExecutionIdFactory"/> creates them.</summary>
internal static class ExecutionIds
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("-0123456789abcdefABCDEF");

    /// <summary>Reads an id in the one spelling that there is: 8-4-4-4-12 hexadecimal digits. The framework's own parser takes more, such as signs and blanks.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Guid id)
    {
        id = default;
        return text.Length == 36
            && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-'
            && !text.ContainsAnyExcept(Letters)
            && Guid.TryParseExact(text, "D", out id);
    }

    /// <summary>The time in an id, in milliseconds since 1970.</summary>
    public static long MillisecondsOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16);
    }

    /// <summary>Number of the part of a divided store in which an execution is.</summary>
    public static int PartOf(Guid id, int parts)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return bytes[^1] % parts;
    }
}
