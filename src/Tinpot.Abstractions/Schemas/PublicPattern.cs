using System.Text;

namespace Tinpot.Schemas;

/// <summary>
/// Translates a .NET regular expression to one that means the same in .NET, ECMAScript (flags <c>u</c> and <c>v</c>) and
/// Python, or gives up: literals, classes, groups, alternatives, greedy and lazy quantifiers, look-ahead and anchors are shared;
/// <c>\d \w \s \b</c> (Unicode here, ASCII there), named groups, options, backreferences and class subtraction are not.
/// </summary>
internal ref struct PublicPattern
{
    private readonly ReadOnlySpan<char> _pattern;
    private readonly StringBuilder _public = new();
    private int _at;

    private PublicPattern(ReadOnlySpan<char> pattern) => _pattern = pattern;

    internal static string? From(string pattern)
    {
        var translation = new PublicPattern(pattern);
        return translation.Translate() ? $"^(?:{translation._public})$" : null;
    }

    private bool Translate()
    {
        while (_at < _pattern.Length)
        {
            var c = _pattern[_at++];
            var shared = c switch
            {
                '\\' => Escape(inClass: false),
                '[' => Class(),
                '(' => Group(),
                '{' => Quantifier(),
                '}' or ']' => false,
                // The one character that . is not differs between the dialects
                '.' => Append("[^\\n]"),
                _ => Append(c),
            };
            if (!shared) return false;
        }
        return true;
    }

    private bool Append(char c)
    {
        _public.Append(c);
        return true;
    }

    private bool Append(string text)
    {
        _public.Append(text);
        return true;
    }

    private bool Escape(bool inClass)
    {
        if (_at == _pattern.Length) return false;
        var c = _pattern[_at++];
        if (c is 'x' or 'u') return Hex(c, c == 'x' ? 2 : 4);
        if (c == '-') return Append(inClass ? "\\-" : "-");
        if (c is 't' or 'n' or 'r' or 'f' or 'v' || @"^$\.*+?()[]{}|/".Contains(c)) return Append('\\') && Append(c);
        // .NET lets any other punctuation be escaped; a plain one says the same. Letters and digits are classes and references
        return !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '#' or ' ') && c < 128 && Append(c);
    }

    private bool Hex(char kind, int digits)
    {
        if (_pattern.Length - _at < digits) return false;
        _public.Append('\\').Append(kind);
        for (var end = _at + digits; _at < end; _at++)
        {
            if (!char.IsAsciiHexDigit(_pattern[_at])) return false;
            _public.Append(_pattern[_at]);
        }
        return true;
    }

    private bool Group()
    {
        Append('(');
        if (_at == _pattern.Length || _pattern[_at] != '?') return true;
        var rest = _pattern[_at..];
        if (!rest.StartsWith("?:") && !rest.StartsWith("?=") && !rest.StartsWith("?!")) return false;
        _public.Append(rest[..2]);
        _at += 2;
        return true;
    }

    private bool Quantifier()
    {
        var end = _pattern[_at..].IndexOf('}');
        if (end < 1) return false;
        var counts = _pattern.Slice(_at, end);
        var comma = counts.IndexOf(',');
        var least = comma < 0 ? counts : counts[..comma];
        var most = comma < 0 ? [] : counts[(comma + 1)..];
        if (least.IsEmpty || least.ContainsAnyExceptInRange('0', '9') || most.ContainsAnyExceptInRange('0', '9')) return false;
        _public.Append('{').Append(counts).Append('}');
        _at += end + 1;
        return true;
    }

    private bool Class()
    {
        Append('[');
        if (_at < _pattern.Length && _pattern[_at] == '^') Append(_pattern[_at++]);
        for (var first = true; _at < _pattern.Length; first = false)
        {
            var c = _pattern[_at++];
            if (c == ']') return !first && Append(']');
            var last = _at < _pattern.Length && _pattern[_at] == ']';
            var shared = c switch
            {
                '\\' => Escape(inClass: true),
                '-' when first || last || _at == _pattern.Length => Append("\\-"),
                // Class subtraction, in .NET and in ECMAScript's v flag
                '-' when _pattern[_at] is '[' or '-' => false,
                '-' => Append('-'),
                '[' or '(' or ')' or '{' or '}' or '/' or '|' => Append('\\') && Append(c),
                // Doubled punctuation is an operator of ECMAScript's v flag
                _ when char.IsPunctuation(c) || char.IsSymbol(c) => (last || _at == _pattern.Length || _pattern[_at] != c) && Append(c),
                _ => Append(c),
            };
            if (!shared) return false;
        }
        return false;
    }
}
