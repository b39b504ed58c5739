namespace Tinpot.Schemas.Text;

/// <summary>
/// Dates and times in the one shape of RFC 3339 and ISO 8601: <c>yyyy-MM-dd</c>, <c>HH:mm[:ss[.f]]</c> with one to nine
/// digits of fraction, <c>T</c> between them, <c>Z</c> or <c>±hh:mm</c> behind. Seconds may be left out, as browsers do;
/// a leap second and 24:00 are not times of .NET and are refused.
/// </summary>
internal static class DateText
{
    internal static bool TryDate(ReadOnlySpan<byte> text, out DateOnly value)
    {
        var reader = new DigitReader(text);
        return Date(ref reader, out value) && reader.AtEnd;
    }

    internal static bool TryTime(ReadOnlySpan<byte> text, out TimeOnly value)
    {
        var reader = new DigitReader(text);
        var read = Time(ref reader, out var ticks) && reader.AtEnd;
        value = new TimeOnly(read ? ticks : 0);
        return read;
    }

    /// <summary>A moment: the offset is required.</summary>
    internal static bool TryMoment(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        return TryParts(text, out var clock, out var offset) && offset is { } known && TryMoment(clock, known, out value);
    }

    /// <summary>
    /// Without an offset the kind is unspecified. With one it is the same moment in UTC, kind UTC: the time zone of
    /// the machine that happens to run the action has no say.
    /// </summary>
    internal static bool TryDateTime(ReadOnlySpan<byte> text, out DateTime value)
    {
        value = default;
        if (!TryParts(text, out var clock, out var offset)) return false;
        value = clock;
        if (offset is not { } known) return true;
        if (!TryMoment(clock, known, out var moment)) return false;
        value = moment.UtcDateTime;
        return true;
    }

    private static bool TryMoment(DateTime clock, TimeSpan offset, out DateTimeOffset value)
    {
        value = default;
        var utc = clock.Ticks - offset.Ticks;
        if (utc < 0 || utc > DateTime.MaxValue.Ticks) return false;
        value = new DateTimeOffset(clock, offset);
        return true;
    }

    private static bool TryParts(ReadOnlySpan<byte> text, out DateTime clock, out TimeSpan? offset)
    {
        clock = default;
        offset = null;
        var reader = new DigitReader(text);
        if (!Date(ref reader, out var date)) return false;
        if (!reader.Take('T') && !reader.Take('t')) return false;
        if (!Time(ref reader, out var ticks)) return false;
        clock = new DateTime(date.DayNumber * TimeSpan.TicksPerDay + ticks, DateTimeKind.Unspecified);
        if (reader.AtEnd) return true;
        if (reader.Take('Z') || reader.Take('z'))
        {
            offset = TimeSpan.Zero;
            return reader.AtEnd;
        }
        var negative = reader.Next == '-';
        if (!reader.Take('-') && !reader.Take('+')) return false;
        if (!reader.Number(2, out var hours) || !reader.Take(':') || !reader.Number(2, out var minutes)) return false;
        // .NET knows offsets up to 14 hours, and so does the world
        if (minutes > 59 || hours * 60 + minutes > 14 * 60) return false;
        offset = new TimeSpan(hours, minutes, 0) * (negative ? -1 : 1);
        return reader.AtEnd;
    }

    private static bool Date(ref DigitReader reader, out DateOnly value)
    {
        value = default;
        if (!reader.Number(4, out var year) || !reader.Take('-')) return false;
        if (!reader.Number(2, out var month) || !reader.Take('-')) return false;
        if (!reader.Number(2, out var day)) return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        value = new DateOnly(year, month, day);
        return true;
    }

    private static bool Time(ref DigitReader reader, out long ticks)
    {
        ticks = 0;
        if (!reader.Number(2, out var hour) || !reader.Take(':') || !reader.Number(2, out var minute)) return false;
        var second = 0;
        long fraction = 0;
        if (reader.Take(':'))
        {
            if (!reader.Number(2, out second)) return false;
            if (reader.Take('.') && !reader.Fraction(out fraction)) return false;
        }
        if (hour > 23 || minute > 59 || second > 59) return false;
        ticks = ((hour * 60L + minute) * 60 + second) * TimeSpan.TicksPerSecond + fraction;
        return true;
    }
}
