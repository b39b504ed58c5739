using System.Buffers;

namespace Tinpot.Executions;

/// <summary>What an id says of its execution besides its time: the last byte, in which part of a divided store it lies.</summary>
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

    /// <summary>The first part. Whatever takes places under limits is in it, for no step of a divided store sees more than one.</summary>
    public static Guid InFirstPart(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[15] = 0;
        return new Guid(bytes, bigEndian: true);
    }
}
