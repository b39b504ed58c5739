namespace Tinpot.Platform;

/// <summary>The bytes that some editors put in front of a text to say how it is encoded.</summary>
internal static class ByteOrderMark
{
    /// <summary>The mark where it is read as text.</summary>
    public const char Character = '\uFEFF';

    private static ReadOnlySpan<byte> Utf8 => [0xEF, 0xBB, 0xBF];

    /// <summary>The text without the mark of UTF-8.</summary>
    public static byte[] Remove(byte[] text) => text.AsSpan().StartsWith(Utf8) ? text[Utf8.Length..] : text;

    /// <summary>The text without the mark of UTF-8.</summary>
    public static ReadOnlyMemory<byte> Remove(ReadOnlyMemory<byte> text) => text.Span.StartsWith(Utf8) ? text[Utf8.Length..] : text;

    /// <summary>
    /// The name of the encoding when JSON is encoded in another one than UTF-8: by its mark, or by the zeros beside its first character,
    /// which is one of ASCII.
    /// </summary>
    public static string? OtherEncoding(ReadOnlySpan<byte> json) => json switch
    {
        [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] or [0, 0, 0, not 0, ..] or [not 0, 0, 0, 0, ..] => "UTF-32",
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, not 0, ..] or [not 0, 0, ..] => "UTF-16",
        _ => null,
    };
}
