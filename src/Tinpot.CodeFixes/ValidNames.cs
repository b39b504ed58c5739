using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Parsing.Declarations;
using Tinpot.Generators.Parsing.Symbols;
using Tinpot.Generators.Text;

namespace Tinpot.CodeFixes;

/// <summary>Makes valid names of actions from invalid ones.</summary>
internal static class ValidNames
{
    private const int MaxLength = 64;

    /// <summary>The nearest valid name that no other action of the project has.</summary>
    public static string Free(string text, IMethodSymbol method, Compilation compilation)
    {
        HashSet<string> taken = [.. compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Member).OfType<IMethodSymbol>()
            .Where(m => !SymbolEqualityComparer.Default.Equals(m, method))
            .Select(static m => m.Attribute(KnownNames.Action) is { } attribute ? ActionParser.NameOf(m, attribute) : null).OfType<string>()];
        string name = Nearest(text), free = name;
        for (int i = 2; taken.Contains(free); i++)
        {
            string suffix = "_" + i.ToString(CultureInfo.InvariantCulture);
            free = name.Substring(0, Math.Min(name.Length, MaxLength - suffix.Length)) + suffix;
        }
        return free;
    }

    /// <summary><c>Größe der Datei!</c> → <c>grosse_der_datei</c>.</summary>
    public static string Nearest(string text)
    {
        StringBuilder name = new();
        // Letters without their marks; what has no letter in ASCII parts words
        foreach (char c in SnakeCase.Convert(text.Replace("ß", "ss")).Normalize(NormalizationForm.FormD))
        {
            char lower = char.ToLowerInvariant(c);
            if (lower is >= 'a' and <= 'z' or >= '0' and <= '9')
                name.Append(lower);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark && name.Length > 0 && name[name.Length - 1] != '_')
                name.Append('_');
        }
        string result = name.ToString().Trim('_');
        if (result.Length == 0 || result[0] is < 'a' or > 'z')
            result = ("action_" + result).TrimEnd('_');
        return result.Length <= MaxLength ? result : result.Substring(0, MaxLength).TrimEnd('_');
    }
}
