using System.Buffers;
using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Tinpot.Schemas.Text;

/// <summary>The other text formats; the checker and the reader share each of these.</summary>
internal static class StringText
{
    /// <summary>A character that is not white space, in a dialect that .NET, ECMAScript and Python share.</summary>
    internal const string NotBlankPattern = @"[^\t-\r \x85\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]";

    // The attributes themselves, so that there is one opinion of each
    private static readonly PhoneAttribute Phone = new();
    private static readonly CreditCardAttribute CreditCard = new();
    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r\n");

    /// <summary>The 36-character form with hyphens, in either case.</summary>
    internal static bool TryUuid(ReadOnlySpan<byte> text, out Guid value) =>
        // Guid's own parser forgives blanks around it, and a sign or 0x before each of its parts
        Utf8Parser.TryParse(text, out value, out var consumed, 'D') && consumed == text.Length;

    /// <summary>One UTF-16 unit: what a <see cref="char"/> holds.</summary>
    internal static bool TryChar(ReadOnlySpan<byte> text, out char value)
    {
        var read = Rune.DecodeFromUtf8(text, out var rune, out var length) == OperationStatus.Done && length == text.Length && rune.IsBmp;
        value = read ? (char)rune.Value : default;
        return read;
    }

    /// <summary>An absolute URI, or a relative reference.</summary>
    internal static bool TryUri(string text, [NotNullWhen(true)] out Uri? value)
    {
        value = null;
        return IsTrimmed(text)
            // On Unix "/x" would become file:///x; a reference means the same everywhere
            && Uri.TryCreate(text, text.StartsWith('/') ? UriKind.Relative : UriKind.RelativeOrAbsolute, out value);
    }

    /// <summary>An absolute <c>http</c>, <c>https</c> or <c>ftp</c> address, the schemes of <c>[Url]</c>.</summary>
    internal static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeFtp)
        && !text.AsSpan().ContainsAny(Blanks);

    /// <summary>The rule of <c>[EmailAddress]</c>, one @ with something on both sides, and no blanks or control characters.</summary>
    internal static bool IsEmail(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        if (at <= 0 || at == text.Length - 1 || text[(at + 1)..].Contains('@')) return false;
        foreach (var c in text)
            if (char.IsWhiteSpace(c) || char.IsControl(c)) return false;
        return true;
    }

    /// <summary>The rule of <c>[Phone]</c>.</summary>
    internal static bool IsPhone(string text) => Phone.IsValid(text);

    /// <summary>The rule of <c>[CreditCard]</c>: digits, blanks and hyphens, and the check digit is right.</summary>
    internal static bool IsCreditCard(string text) => CreditCard.IsValid(text);

    /// <summary>No blank at either end and no control character: the framework would drop them, but keep them in what was given.</summary>
    private static bool IsTrimmed(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return true;
        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])) return false;
        foreach (var c in text)
            if (char.IsControl(c)) return false;
        return true;
    }

    /// <summary>RFC 4648 base64 with padding, without blanks.</summary>
    internal static bool TryBase64(ReadOnlySpan<char> text, Span<byte> bytes, out int written)
    {
        written = 0;
        return !text.ContainsAny(Blanks) && Convert.TryFromBase64Chars(text, bytes, out written);
    }
}
