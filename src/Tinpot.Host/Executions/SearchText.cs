using System.Text;

namespace Tinpot.Executions;

/// <summary>What somebody looks for: part of the action, title, principal or arguments, or the beginning of an id; in any case.</summary>
internal sealed class SearchText
{
    /// <summary>Bytes of the arguments that are looked at.</summary>
    private const int Arguments = 2_048;

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
    public bool Matches(Guid id, string action, string title, Principal by, ReadOnlySpan<byte> arguments)
    {
        if (StartsId(id) || Within(action) || Within(title) || Within(by.Name) || Within(by.Id))
            return true;
        Span<char> characters = stackalloc char[Arguments];
        int count = Encoding.UTF8.GetChars(arguments[..Math.Min(arguments.Length, Arguments)], characters);
        return ((ReadOnlySpan<char>)characters[..count]).Contains(_text, StringComparison.OrdinalIgnoreCase);
    }

    private bool Within(string text) => text.Contains(_text, StringComparison.OrdinalIgnoreCase);

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
