using System.Globalization;
using System.Text;

namespace Tinpot.Generators.Text;

/// <summary>Names by the rules of <c>JsonNamingPolicy.SnakeCaseLower</c>, which a generator cannot reference.</summary>
internal static class SnakeCase
{
    private enum Last
    {
        Nothing,
        Upper,
        LowerOrDigit,
        Space,
    }

    public static string Convert(string name)
    {
        StringBuilder result = new(name.Length + 4);
        Last last = Last.Nothing;
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            switch (CharUnicodeInfo.GetUnicodeCategory(c))
            {
                case UnicodeCategory.UppercaseLetter:
                    bool startsWord = last is Last.LowerOrDigit or Last.Space
                        || (last is Last.Upper && i + 1 < name.Length && char.IsLower(name[i + 1]));
                    if (startsWord)
                        result.Append('_');
                    result.Append(char.ToLowerInvariant(c));
                    last = Last.Upper;
                    break;
                case UnicodeCategory.LowercaseLetter or UnicodeCategory.DecimalDigitNumber:
                    if (last is Last.Space)
                        result.Append('_');
                    result.Append(c);
                    last = Last.LowerOrDigit;
                    break;
                case UnicodeCategory.SpaceSeparator:
                    if (last is not Last.Nothing)
                        last = Last.Space;
                    break;
                default:
                    result.Append(c);
                    last = Last.Nothing;
                    break;
            }
        }
        return result.ToString();
    }
}
