using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Tinpot.Schemas.Checking;

/// <summary>Where and why a text is not JSON, in lines and characters from 1, as editors count.</summary>
internal static class JsonSyntax
{
    internal static SchemaError Malformed(ReadOnlySpan<byte> json, JsonException exception)
    {
        var start = LineStart(json, exception.LineNumber ?? 0);
        var at = Math.Min(start + (int)(exception.BytePositionInLine ?? 0), json.Length);
        var reason = TooDeep(json, at)
            ? $"nested deeper than {Schema.MaxDepth} levels"
            : at == json.Length ? "it ends too early" : $"unexpected {Name(json[at..])}";
        return At(json, at, reason);
    }

    internal static SchemaError NotUtf8(ReadOnlySpan<byte> json)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(json[at..], out _, out var length) == OperationStatus.Done) at += length;
        return At(json, at, "not UTF-8");
    }

    private static SchemaError At(ReadOnlySpan<byte> json, int at, string reason)
    {
        var before = json[..at];
        var line = before.Count((byte)'\n') + 1;
        var column = 1;
        foreach (var unit in before[(before.LastIndexOf((byte)'\n') + 1)..])
            if (!IsContinuation(unit)) column++;
        return new SchemaError("$", $"Malformed JSON at line {line}, column {column}: {reason}.");
    }

    private static int LineStart(ReadOnlySpan<byte> json, long line)
    {
        var start = 0;
        for (; line > 0; line--) start += json[start..].IndexOf((byte)'\n') + 1;
        return start;
    }

    /// <summary>The reader stops at the bracket that opens one level too many; nothing else is wrong at an opening bracket there.</summary>
    private static bool TooDeep(ReadOnlySpan<byte> json, int at)
    {
        var depth = 0;
        var inString = false;
        for (var i = 0; i <= at && i < json.Length; i++)
        {
            switch (json[i])
            {
                case (byte)'\\' when inString: i++; break;
                case (byte)'"': inString = !inString; break;
                case (byte)'{' or (byte)'[' when !inString: depth++; break;
                case (byte)'}' or (byte)']' when !inString: depth--; break;
                default: break;
            }
            if (depth > Schema.MaxDepth) return true;
        }
        return false;
    }

    private static string Name(ReadOnlySpan<byte> json)
    {
        Rune.DecodeFromUtf8(json, out var rune, out _);
        return rune.Value is > 0x20 and < 0x7f ? $"'{rune}'" : $"U+{rune.Value:X4}";
    }

    private static bool IsContinuation(byte unit) => (unit & 0xC0) == 0x80;
}
