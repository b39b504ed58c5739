namespace Tinpot.Settings;

/// <summary>
/// Durations as people write them: whole numbers with a unit, the larger unit first, each unit once: <c>30s</c>, <c>5m</c>,
/// <c>1h30m</c>, <c>1d</c>, <c>500ms</c>.
/// </summary>
/// <remarks>Uses only what .NET Standard 2.0 has, so that the compile-time half can read the same texts with the same file.</remarks>
internal static class DurationSetting
{
    public const string Examples = "30s, 5m, 1h30m or 1d";

    private static readonly string[] Units = { "d", "h", "m", "s", "ms" };

    private static readonly long[] Ticks =
    {
        TimeSpan.TicksPerDay, TimeSpan.TicksPerHour, TimeSpan.TicksPerMinute, TimeSpan.TicksPerSecond, TimeSpan.TicksPerMillisecond,
    };

    /// <summary>Whether a text is one; a number without a unit is none.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        long ticks = 0;
        int at = 0, unit = -1;
        while (at < text.Length)
        {
            if (!TryNumber(text, ref at, out long number) || !TryUnit(text, ref at, ref unit) || number > (long.MaxValue - ticks) / Ticks[unit])
                return false;
            ticks += number * Ticks[unit];
        }

        duration = new TimeSpan(ticks);
        return unit >= 0;
    }

    /// <summary>Whether a text is a number whose unit nobody can know.</summary>
    public static bool LacksUnit(string text)
    {
        int at = 0;
        return TryNumber(text, ref at, out _) && at == text.Length;
    }

    /// <summary>A duration of whole milliseconds in the same form.</summary>
    public static string Show(TimeSpan duration)
    {
        string text = "";
        long rest = duration.Ticks;
        for (int unit = 0; unit < Units.Length; unit++)
        {
            if (rest / Ticks[unit] > 0)
                text += (rest / Ticks[unit]).ToString(System.Globalization.CultureInfo.InvariantCulture) + Units[unit];
            rest %= Ticks[unit];
        }

        return text.Length == 0 ? "0s" : text;
    }

    private static bool TryNumber(string text, ref int at, out long number)
    {
        number = 0;
        int start = at;
        for (; at < text.Length && text[at] >= '0' && text[at] <= '9'; at++)
        {
            if (number > (long.MaxValue - 9) / 10)
                return false;
            number = number * 10 + (text[at] - '0');
        }

        return at > start;
    }

    /// <param name="unit">The unit before; a smaller one must follow.</param>
    private static bool TryUnit(string text, ref int at, ref int unit)
    {
        int start = at;
        while (at < text.Length && text[at] >= 'a' && text[at] <= 'z')
            at++;
        int next = Array.IndexOf(Units, text.Substring(start, at - start));
        if (next <= unit)
            return false;
        unit = next;
        return true;
    }
}
