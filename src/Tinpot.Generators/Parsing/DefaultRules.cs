using System.Globalization;
using System.Text.RegularExpressions;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing;

/// <summary>Judges defaults by the constraints beside them, as the host judges what comes in.</summary>
internal static class DefaultRules
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>The attribute that the default breaks; null when it is fine.</summary>
    /// <param name="json">The value as JSON; null where JSON has no word for it.</param>
    public static string? Broken(object? value, string? json, ConstraintsModel rules, TypeModel type)
    {
        if (value is null || json is null)
            return null;
        if (rules.Allowed.Count > 0 && !rules.Allowed.Any(a => Same(a, json)))
            return "AllowedValues";
        if (value is string text)
            return BrokenText(text, rules);
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
            return Regex.IsMatch(text, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, Patience) ? null : "RegularExpression";
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

    private static int? Compare(string number, string? bound)
    {
        if (bound is null)
            return null;
        return decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact)
            && decimal.TryParse(bound, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal limit)
            ? exact.CompareTo(limit)
            : double.Parse(number, CultureInfo.InvariantCulture).CompareTo(double.Parse(bound, CultureInfo.InvariantCulture));
    }

    private static bool Same(string allowed, string json) => allowed == json || (allowed[0] != '"' && Compare(json, allowed) == 0);
}
