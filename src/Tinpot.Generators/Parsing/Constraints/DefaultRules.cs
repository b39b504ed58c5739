using System.Text.RegularExpressions;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Scalars;
using Tinpot.Generators.Text;

namespace Tinpot.Generators.Parsing.Constraints;

/// <summary>Validates default values as the host validates arguments: by JSON and by their constraints.</summary>
internal static class DefaultRules
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(250);

    /// <summary>The problem of a default value, as the predicate of a sentence; null when there is none.</summary>
    /// <param name="json">The value as JSON; null where JSON has no word for it.</param>
    public static string? Broken(object? value, string? json, ConstraintsModel rules, TypeModel type) =>
        value is null
            ? Breaks(rules.Given && json is "null" ? "Required" : null)
            : Unspeakable(value, json, type) ?? Breaks(BrokenAttribute(value, json!, rules, type));

    private static string? Breaks(string? attribute) => attribute is null ? null : $"breaks its own [{attribute}]; change one of the two";

    /// <summary>Values that no caller can pass.</summary>
    private static string? Unspeakable(object value, string? json, TypeModel type) => value switch
    {
        string text => Texts.Fault(text),
        char c => Texts.Fault(c.ToString()),
        _ when json is not null => null,
        float or double => FormattableString.Invariant($"is {value}, for which JSON has no word; use null for a number that is not given"),
        _ when type is EnumModel => FormattableString.Invariant($"is {value}, which is the value of no member of the enum; use one that has a name"),
        _ => "has no form in JSON; use another one",
    };

    private static string? BrokenAttribute(object value, string json, ConstraintsModel rules, TypeModel type)
    {
        if (rules.Allowed.Count > 0 && !rules.Allowed.Any(a => Same(a, json)))
            return "AllowedValues";
        if (rules.Denied.Any(d => Same(d, json)))
            return "DeniedValues";
        if (value is string text)
            return TextRules.Broken(text, rules) ?? BrokenText(text, rules);
        if (type is EnumModel { Flags: true })
            return OutOf(json == "[]" ? 0 : json.Count(static c => c is ',') + 1, rules);
        return IsOutside(value, rules) ? "Range" : null;
    }

    private static string? BrokenText(string text, ConstraintsModel rules)
    {
        if (OutOf(text.Length - text.Count(char.IsLowSurrogate), rules) is { } length)
            return length;
        if (rules.Pattern is not { } pattern)
            return null;
        try
        {
            return Regex.IsMatch(text, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, PatternTimeout) ? null : "RegularExpression";
        }
        catch (Exception undecided) when (undecided is ArgumentException or RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static string? OutOf(int count, ConstraintsModel rules) =>
        count < rules.MinLength ? "MinLength" : count > rules.MaxLength ? "MaxLength" : null;

    private static bool IsOutside(object value, ConstraintsModel rules)
    {
        if (Literals.Number(value) is not { } number)
            return false;
        int least = Compare(number, rules.Minimum) ?? 1;
        int greatest = Compare(number, rules.Maximum) ?? -1;
        return least < 0 || (least == 0 && rules.MinimumIsExclusive) || greatest > 0 || (greatest == 0 && rules.MaximumIsExclusive);
    }

    private static int? Compare(string number, string? bound) => bound is null ? null : JsonNumbers.Compare(number, bound);

    private static bool Same(string allowed, string json) => allowed == json || (allowed[0] != '"' && Compare(json, allowed) == 0);
}
