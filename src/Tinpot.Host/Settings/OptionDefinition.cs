namespace Tinpot.Settings;

/// <summary>One setting: its documented name, what the docs say of it, and how its text becomes a value.</summary>
/// <param name="Variable">The documented name, an environment variable; the other spellings follow from it.</param>
/// <param name="Default">The default as the docs show it.</param>
/// <param name="Meaning">What it sets, in Markdown.</param>
/// <param name="Apply">Reads the text into the options.</param>
internal sealed record OptionDefinition(string Variable, string Default, string Meaning, OptionParser Apply)
{
    private const string Prefix = "TINPOT_";

    /// <summary>A secret: never repeated in a message, not accepted on the command line.</summary>
    public bool Secret { get; init; }

    /// <summary>The property of <see cref="TinpotOptions"/>, for what is set in code.</summary>
    public string Property { get; init; } = "";

    /// <summary>Reads the property, so that what is set in code passes the same rules as what is written.</summary>
    public Func<TinpotOptions, object?>? Value { get; init; }

    /// <summary>Of a list: reads its items, which may come one by one and not as one text. Null when it is not a list.</summary>
    public OptionListParser? Items { get; init; }

    /// <summary><c>TINPOT_LOG_LIMIT</c> → <c>--log-limit</c>.</summary>
    public string Switch { get; } = "--" + Bare(Variable).Replace('_', '-').ToLowerInvariant();

    /// <summary>A further spelling of the switch, for what is typed often; null without one.</summary>
    public string? Short { get; init; }

    /// <summary>Everything that may be typed for it.</summary>
    public IEnumerable<string> Spellings => Short is null ? [Switch] : [Switch, Short];

    /// <summary><c>TINPOT_LOG_LIMIT</c> → <c>LogLimit</c>, in section <c>Tinpot</c>.</summary>
    public string Setting { get; } =
        string.Concat(Bare(Variable).Split('_').Select(word => word[0] + word[1..].ToLowerInvariant()));

    private static string Bare(string variable) =>
        variable.StartsWith(Prefix, StringComparison.Ordinal) ? variable[Prefix.Length..] : variable;
}
