using System.Globalization;
using System.Text;

namespace Tinpot.Schemas.Text;

/// <summary>The rule of <c>[FileExtensions]</c>: the text ends with a dot and one of the extensions, in either case. They hold no dot.</summary>
internal static class FileExtensions
{
    internal static bool Has(ReadOnlySpan<char> text, IReadOnlyList<string> extensions)
    {
        foreach (var extension in extensions)
        {
            var dot = text.Length - extension.Length - 1;
            if (dot >= 0 && text[dot] == '.' && IsLower(text[(dot + 1)..], extension)) return true;
        }
        return false;
    }

    /// <summary>The same as a regular expression that .NET, ECMAScript and Python share.</summary>
    internal static string Pattern(IReadOnlyList<string> extensions) =>
        $"\\.(?:{string.Join('|', extensions.Select(InEitherCase))})$";

    /// <param name="lower">In lower case.</param>
    private static bool IsLower(ReadOnlySpan<char> text, string lower)
    {
        for (var i = 0; i < lower.Length; i++)
            if (char.ToLowerInvariant(text[i]) != lower[i]) return false;
        return true;
    }

    private static string InEitherCase(string extension)
    {
        var pattern = new StringBuilder();
        foreach (var c in extension)
        {
            var upper = char.ToUpperInvariant(c);
            pattern.Append(upper != c ? $"[{c}{upper}]" : char.IsLetterOrDigit(c) || c > '\x7f' ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}"));
        }
        return pattern.ToString();
    }
}
