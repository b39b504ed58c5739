using System.Text;
using System.Text.Json;
using Tinpot.Platform.Json;
using Tinpot.Security;

namespace Tinpot.Executions;

/// <summary>What somebody looks for: part of the action, title, principal or arguments, or the beginning of an id; in any case.</summary>
internal sealed class SearchText
{
    /// <summary>Bytes of the arguments that are looked at.</summary>
    private const int Arguments = 2_048;

    /// <summary>What a cut may leave of an escaped character: <c>\ud83d\ude00</c> without its end.</summary>
    private const int LongestEscape = 12;

    private readonly string _text;
    private readonly byte[]? _idPrefix;
    private readonly bool _halfByte;

    private SearchText(string text)
    {
        _text = text;
        string hex = text.Replace("-", "", StringComparison.Ordinal);
        if (hex.Length is 0 or > 32 || !hex.All(char.IsAsciiHexDigit))
            return;
        _halfByte = hex.Length % 2 == 1;
        _idPrefix = Convert.FromHexString(_halfByte ? hex + "0" : hex);
    }

    /// <returns>Null when there is nothing to look for.</returns>
    public static SearchText? For(string? text) => string.IsNullOrWhiteSpace(text) ? null : new SearchText(text.Trim());

    /// <param name="arguments">As they are stored, secrets masked.</param>
    public bool Matches(Guid id, string action, string title, Principal by, ReadOnlySpan<byte> arguments) =>
        StartsId(id) || Within(action) || Within(title) || Within(by.Name) || Within(by.Id)
        || WithinJson(arguments[..Math.Min(arguments.Length, Arguments)]);

    private bool Within(ReadOnlySpan<char> text) => text.Contains(_text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Looks at names and values as they are, not as JSON writes them.</summary>
    /// <param name="json">May be cut off anywhere.</param>
    private bool WithinJson(ReadOnlySpan<byte> json)
    {
        var reader = JsonInput.OpenPart(json, JsonLimits.Document);
        try
        {
            while (reader.Read())
            {
                if (Holds(ref reader))
                    return true;
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Arguments that are not JSON have no text to search
            return false;
        }

        ReadOnlySpan<byte> rest = json[(int)reader.BytesConsumed..].TrimStart(" \t\r\n,:"u8);
        return rest is [(byte)'"', ..] && WithinCut(rest[1..]);
    }

    private bool Holds(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName or JsonTokenType.String:
                Span<char> text = stackalloc char[Arguments];
                return Within(text[..reader.CopyString(text)]);
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null:
                return Within(Encoding.UTF8.GetString(reader.ValueSpan));
            default:
                return false;
        }
    }

    /// <param name="text">A JSON string without its quotation marks and its end.</param>
    private bool WithinCut(ReadOnlySpan<byte> text)
    {
        for (int cut = 0; cut <= Math.Min(LongestEscape, text.Length); cut++)
        {
            byte[] whole = [(byte)'"', .. text[..^cut], (byte)'"'];
            var reader = JsonInput.Open(whole, JsonLimits.Value);
            try
            {
                if (reader.Read())
                    return Holds(ref reader);
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException)
            {
                // It was cut within a character: one byte less may be whole
            }
        }

        return false;
    }

    private bool StartsId(Guid execution)
    {
        if (_idPrefix is null)
            return false;
        Span<byte> id = stackalloc byte[16];
        execution.TryWriteBytes(id, bigEndian: true, out _);
        int whole = _halfByte ? _idPrefix.Length - 1 : _idPrefix.Length;
        return ((ReadOnlySpan<byte>)id).StartsWith(_idPrefix.AsSpan(0, whole)) && (!_halfByte || (id[whole] & 0xF0) == _idPrefix[whole]);
    }
}
