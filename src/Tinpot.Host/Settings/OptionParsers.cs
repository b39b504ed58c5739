using System.Globalization;
using Microsoft.AspNetCore.Http;

using Tinpot.Settings.Redis;

namespace Tinpot.Settings;

/// <summary>The kinds of settings.</summary>
internal static class OptionParsers
{
    public static OptionParser Text(Action<TinpotOptions, string?> set) => (options, text) =>
    {
        set(options, text.Length == 0 ? null : text);
        return null;
    };

    public static OptionParser OneOf(Action<TinpotOptions, string> set, params string[] values) => (options, text) =>
    {
        if (!values.Contains(text, StringComparer.Ordinal))
            return "must be " + string.Join(" or ", values.Select(value => $"'{value}'"));
        set(options, text);
        return null;
    };

    /// <summary>The configuration of .NET reads the JSON value <c>true</c> as <c>True</c>.</summary>
    public static OptionParser Flag(Action<TinpotOptions, bool> set) => (options, text) =>
    {
        if (!bool.TryParse(text, out bool value))
            return "must be 'true' or 'false'";
        set(options, value);
        return null;
    };

    public static OptionParser Number(int least, int most, Action<TinpotOptions, int> set) => (options, text) =>
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < least || number > most)
            return string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}");
        set(options, number);
        return null;
    };

    public static OptionParser Size(long least, long most, Action<TinpotOptions, long> set) => (options, text) =>
    {
        if (!SizeText.TryParse(text, out long bytes))
            return $"must be {SizeText.Form}";
        if (bytes < least || bytes > most)
            return $"must be at least {SizeText.Show(least)} and at most {SizeText.Show(most)}";
        set(options, bytes);
        return null;
    };

    public static OptionParser Duration(TimeSpan most, Action<TinpotOptions, TimeSpan> set) => Duration(TimeSpan.Zero, most, set);

    /// <summary>A unit or colons are required: <see cref="TimeSpan"/> would read a bare <c>10</c> as ten days.</summary>
    public static OptionParser Duration(TimeSpan least, TimeSpan most, Action<TinpotOptions, TimeSpan> set) => (options, text) =>
    {
        if (DurationSetting.LacksUnit(text))
            return $"must have a unit: {text}s are seconds, {text}m are minutes, {text}h are hours";
        if (!DurationSetting.TryParse(text, out TimeSpan time)
            && !(text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out time)))
            return $"must be a time such as {DurationSetting.Examples}, or hours:minutes:seconds such as 00:00:30";
        if (time < least || time > most)
            return $"must be {(least > TimeSpan.Zero ? $"at least {DurationSetting.Show(least)} and " : time < TimeSpan.Zero ? "0s or more and " : "")}at most {DurationSetting.Show(most)}";
        set(options, time);
        return null;
    };

    /// <summary>A duration of more than nothing, within what a timer can wait.</summary>
    public static OptionParser Timeout(Action<TinpotOptions, TimeSpan> set) => (options, text) =>
    {
        TimeSpan time = default;
        string? must = Duration(TimeSpan.FromDays(30), (_, parsed) => time = parsed)(options, text);
        if (must is null && time == TimeSpan.Zero)
            must = "must be more than zero; leave it out for no time limit";
        if (must is null)
            set(options, time);
        return must;
    };

    /// <summary>A text of items separated by commas, with or without blanks beside them.</summary>
    public static OptionParser List(OptionListParser items) => (options, text) =>
        items(options, text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Names; none at all is null.</summary>
    public static OptionListParser Names(Action<TinpotOptions, IReadOnlyList<string>?> set) => (options, names) =>
    {
        if (names.Any(name => !IsListable(name)))
            return "must be names without commas, line breaks or blanks at their ends";
        set(options, names.Count == 0 ? null : names);
        return null;
    };

    /// <summary>Names of queues or groups, by the rule that the compiler has for them.</summary>
    /// <param name="kind">In the plural.</param>
    public static OptionListParser LaneNames(string kind, Action<TinpotOptions, IReadOnlyList<string>?> set) => (options, names) =>
        names.Contains("*", StringComparer.Ordinal)
            ? $"must be names of {kind}; leave it out to serve all of them"
            : Names(set)(options, names);

    /// <summary>A command and its arguments, separated by blanks.</summary>
    public static OptionParser Command(OptionListParser words) => (options, text) => QuotedWords.Split(text) is { } list
        ? words(options, list)
        : "must be a command and its arguments, separated by blanks; a quote in it is not closed";

    public static OptionListParser Words(Action<TinpotOptions, IReadOnlyList<string>> set) => (options, words) =>
    {
        if (words is ["", ..] || words.Any(word => word.Contains('\0', StringComparison.Ordinal)))
            return "must be a command and its arguments, and begin with a program";
        set(options, words);
        return null;
    };

    public static OptionParser Path(Action<TinpotOptions, string> set) => (options, text) =>
    {
        string path = text.TrimEnd('/');
        bool proper = path.Length == 0
            || (path[0] == '/' && !path.Contains("//", StringComparison.Ordinal)
                && path.All(c => char.IsAsciiLetterOrDigit(c) || "/-._~".Contains(c, StringComparison.Ordinal))
                && !path.Split('/').Any(segment => segment is "." or ".."));
        if (!proper)
            return "must be empty or a path such as /tinpot, of letters, digits and -._~";
        set(options, path);
        return null;
    };

    /// <summary>The text may hold a password, so what it must be repeats none of it.</summary>
    public static OptionParser RedisUrl(Action<TinpotOptions, string> set) => (options, text) =>
    {
        if (Redis.RedisUrl.TryParse(text, out _, out string? must))
            set(options, text);
        return must;
    };

    public static OptionParser RedisPrefix(Action<TinpotOptions, string> set) => (options, text) =>
    {
        if (!FleetPrefix.IsValid(text))
            return FleetPrefix.Must;
        set(options, text);
        return null;
    };

    public static OptionListParser HostNames(Action<TinpotOptions, IReadOnlyList<string>> set) => (options, names) =>
    {
        if (!names.All(IsHostName))
            return "must be host names, without scheme, path or wildcard, such as tinpot.example.org";
        set(options, names);
        return null;
    };

    /// <summary>Names of environment variables.</summary>
    public static OptionListParser Variables(Action<TinpotOptions, IReadOnlyList<string>> set) => (options, names) =>
    {
        if (names.Any(name => name?.Contains('=', StringComparison.Ordinal) == true))
            return "must be names of environment variables, without values";
        return Names((_, list) => set(options, list ?? []))(options, names);
    };

    /// <summary>With or without a port.</summary>
    private static bool IsHostName(string? name)
    {
        if (name is null)
            return false;
        var host = new HostString(name);
        return Uri.CheckHostName(host.Host) != UriHostNameType.Unknown && (host.Port is not null || host.Host.Length >= name.Length);
    }

    /// <summary>Whether an item can stand in a list that is written with commas.</summary>
    private static bool IsListable(string? item) =>
        item is { Length: > 0 } && item.AsSpan().Trim().Length == item.Length && !item.Contains(',', StringComparison.Ordinal) && !item.Any(char.IsControl);
}
