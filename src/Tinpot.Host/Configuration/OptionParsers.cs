using System.Globalization;

namespace Tinpot.Configuration;

/// <summary>The kinds of settings.</summary>
internal static class OptionParsers
{
    private static readonly (string Suffix, long Factor)[] Units =
        [("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30)];

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

    public static OptionParser Number(int least, int most, Action<TinpotOptions, int> set) => (options, text) =>
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < least || number > most)
            return string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}");
        set(options, number);
        return null;
    };

    public static OptionParser Size(long least, long most, Action<TinpotOptions, long> set) => (options, text) =>
    {
        if (ParseSize(text) is not { } bytes || bytes < least || bytes > most)
            return string.Create(CultureInfo.InvariantCulture,
                $"must be a number of bytes from {least} to {most}, or a size such as 64KiB or 512MiB");
        set(options, bytes);
        return null;
    };

    public static OptionParser Duration(TimeSpan most, Action<TinpotOptions, TimeSpan> set) => Duration(TimeSpan.Zero, most, set);

    /// <summary>Colons are required: <see cref="TimeSpan"/> would read a bare <c>10</c> as ten days.</summary>
    public static OptionParser Duration(TimeSpan least, TimeSpan most, Action<TinpotOptions, TimeSpan> set) => (options, text) =>
    {
        if (!text.Contains(':', StringComparison.Ordinal)
            || !TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan time)
            || time < least || time > most)
            return string.Create(CultureInfo.InvariantCulture, $"must be a time as hours:minutes:seconds, such as 00:00:30, {(least > TimeSpan.Zero ? $"at least {least:c} and " : "")}at most {most:c}");
        set(options, time);
        return null;
    };

    /// <summary>A duration of more than nothing, within what a timer can wait.</summary>
    public static OptionParser Timeout(Action<TinpotOptions, TimeSpan> set) => (options, text) =>
    {
        TimeSpan time = default;
        string? must = Duration(TimeSpan.FromDays(30), (_, parsed) => time = parsed)(options, text);
        if (must is null && time == TimeSpan.Zero)
            must = "must be more than no time at all; leave it out for no timeout";
        if (must is null)
            set(options, time);
        return must;
    };

    /// <summary>Names separated by commas; none at all is null.</summary>
    public static OptionParser Names(Action<TinpotOptions, IReadOnlyList<string>?> set) => (options, text) =>
    {
        string[] names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        set(options, names.Length == 0 ? null : names);
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
        if (Executions.Redis.RedisUrl.TryParse(text, out _, out string? must))
            set(options, text);
        return must;
    };

    public static OptionParser HostNames(Action<TinpotOptions, IReadOnlyList<string>> set) => (options, text) =>
    {
        string[] names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Any(name => name.Contains('/', StringComparison.Ordinal) || name.Contains('*', StringComparison.Ordinal)))
            return "must be host names separated by commas, without scheme, path or wildcard, such as tinpot.example.org";
        set(options, names);
        return null;
    };

    private static long? ParseSize(string text)
    {
        long factor = 1;
        ReadOnlySpan<char> digits = text;
        foreach ((string suffix, long size) in Units)
        {
            if (!digits.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                continue;
            digits = digits[..^suffix.Length].TrimEnd();
            factor = size;
            break;
        }

        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= long.MaxValue / factor
            ? number * factor
            : null;
    }
}
