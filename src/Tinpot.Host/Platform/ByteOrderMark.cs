namespace Tinpot.Platform;

/// <summary>The bytes that some editors put in front of a text to say how it is encoded.</summary>
internal static class ByteOrderMark
{
    private static ReadOnlySpan<byte> Utf8 => [0xEF, 0xBB, 0xBF];

    private static ReadOnlySpan<byte> LittleEndian => [0xFF, 0xFE];

    private static ReadOnlySpan<byte> BigEndian => [0xFE, 0xFF];

    /// <summary>The text without the mark of UTF-8.</summary>
    public static byte[] Remove(byte[] text) => text.AsSpan().StartsWith(Utf8) ? text[Utf8.Length..] : text;

    /// <summary>The text without the mark of UTF-8.</summary>
    public static ReadOnlyMemory<byte> Remove(ReadOnlyMemory<byte> text) => text.Span.StartsWith(Utf8) ? text[Utf8.Length..] : text;

    public static bool IsUtf16(ReadOnlySpan<byte> text) => text.StartsWith(LittleEndian) || text.StartsWith(BigEndian);
}
