using System.Buffers;
using System.Diagnostics;
using System.Text.Unicode;

namespace Tinpot.Workers.Log;

/// <summary>Writes text as the inside of a JSON string, in UTF-8.</summary>
/// <remarks>
/// What JSON forbids is escaped, control characters first of all: no text can end its string, its line or its SSE field.
/// Half surrogates become U+FFFD. Everything else stays readable.
/// </remarks>
internal static class JsonText
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\', '\x7f']);

    public static void Write(EventBuffer buffer, ReadOnlySpan<char> text)
    {
        while (true)
        {
            int plain = text.IndexOfAny(Escaped);
            WritePlain(buffer, plain < 0 ? text : text[..plain]);
            if (plain < 0)
                return;
            WriteEscaped(buffer, text[plain]);
            text = text[(plain + 1)..];
        }
    }

    private static void WritePlain(EventBuffer buffer, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        OperationStatus status = Utf8.FromUtf16(
            text, buffer.GetSpan(text.Length * 3), out _, out int written, replaceInvalidSequences: true, isFinalBlock: true);
        Debug.Assert(status == OperationStatus.Done, "Three bytes hold any UTF-16 code unit.");
        buffer.Advance(written);
    }

    private static void WriteEscaped(EventBuffer buffer, char c)
    {
        Span<byte> span = buffer.GetSpan(6);
        span[0] = (byte)'\\';
        byte letter = c switch
        {
            '"' => (byte)'"',
            '\\' => (byte)'\\',
            '\n' => (byte)'n',
            '\r' => (byte)'r',
            '\t' => (byte)'t',
            '\b' => (byte)'b',
            '\f' => (byte)'f',
            _ => 0,
        };
        if (letter != 0)
        {
            span[1] = letter;
            buffer.Advance(2);
            return;
        }

        "u00"u8.CopyTo(span[1..]);
        span[4] = Hex(c >> 4);
        span[5] = Hex(c & 0xf);
        buffer.Advance(6);
    }

    private static byte Hex(int digit) => "0123456789abcdef"u8[digit];
}
