using System.Globalization;

namespace Tinpot.Settings;

/// <summary>Judges options that were set in code by the rules for their texts.</summary>
internal static class CodeSettings
{
    private static readonly TinpotOptions Defaults = new();

    /// <returns>What is wrong, a sentence each.</returns>
    public static IEnumerable<string> Problems(TinpotOptions options)
    {
        foreach (OptionDefinition definition in OptionTable.All)
        {
            if (definition.Value is { } value && ProblemOf(definition, options, value(options), value(Defaults)) is { } problem)
                yield return $"{nameof(TinpotOptions)}.{definition.Property} {problem}.";
        }
    }

    private static string? ProblemOf(OptionDefinition definition, TinpotOptions options, object? value, object? usual)
    {
        // What has no value by default may have none
        if (value is null)
            return usual is null ? null : "is null; it must have a value";
        if (value is IReadOnlyList<string> items)
            return definition.Items!(options, items) is { } mustBe ? $"is [{string.Join(", ", items.Select(item => $"'{item}'"))}]; it {mustBe}" : null;
        string text = Text(value);
        if (text.Length == 0 && usual is string { Length: > 0 })
            return "is empty; it must have a value";
        if (text.Any(char.IsControl))
            return "holds a line break or another control character; remove it";
        return definition.Apply(options, text) is { } must
            ? definition.Secret ? must : $"is '{text}'; it {must}"
            : null;
    }

    /// <summary>As one would write it in the environment.</summary>
    private static string Text(object value) => value switch
    {
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        Isolation isolation => isolation.ToString().ToLowerInvariant(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
