namespace Tinpot.Schemas.Text;

/// <summary>
/// Durations: ISO 8601 (<c>P1DT2H3M4.5S</c>, <c>P2W</c>), the .NET clock form <c>[d.]hh:mm[:ss[.f]]</c>, and whole numbers with a
/// unit, the largest first (<c>1d12h</c>, <c>30s</c>, <c>500ms</c>); each may have a leading minus.
/// Years and months are refused: they have no fixed length.
/// </summary>
internal static class DurationText
{
    internal static bool TryParse(ReadOnlySpan<byte> text, out TimeSpan value)
    {
        value = default;
        var reader = new DigitReader(text);
        var negative = reader.Take('-');
        Int128 ticks;
        var start = reader;
        if (!(reader.Take('P') ? Iso(ref reader, out ticks) : Clock(ref reader, out ticks)) || !reader.AtEnd)
        {
            reader = start;
            if (!Units(ref reader, out ticks)) return false;
        }
        if (negative) ticks = -ticks;
        if (ticks < long.MinValue || ticks > long.MaxValue) return false;
        value = new TimeSpan((long)ticks);
        return true;
    }

    /// <summary>Writes ISO 8601 without weeks, largest unit days; returns the number of characters. 32 are enough.</summary>
    internal static int Write(TimeSpan value, Span<char> buffer)
    {
        var at = 0;
        // As unsigned, because the least TimeSpan has no positive twin
        var ticks = value.Ticks < 0 ? unchecked((ulong)-value.Ticks) : (ulong)value.Ticks;
        if (value.Ticks < 0) buffer[at++] = '-';
        buffer[at++] = 'P';
        Unit(ticks / TimeSpan.TicksPerDay, 'D', buffer, ref at);
        ticks %= TimeSpan.TicksPerDay;
        if (ticks == 0 && buffer[at - 1] != 'P') return at;
        buffer[at++] = 'T';
        Unit(ticks / TimeSpan.TicksPerHour, 'H', buffer, ref at);
        ticks %= TimeSpan.TicksPerHour;
        Unit(ticks / TimeSpan.TicksPerMinute, 'M', buffer, ref at);
        ticks %= TimeSpan.TicksPerMinute;
        if (ticks == 0 && buffer[at - 1] != 'T') return at;
        Number(ticks / TimeSpan.TicksPerSecond, buffer, ref at);
        WriteFraction((long)(ticks % TimeSpan.TicksPerSecond), buffer, ref at);
        buffer[at++] = 'S';
        return at;
    }

    /// <summary>Writes <c>.f</c> without trailing zeros, or nothing.</summary>
    internal static void WriteFraction(long ticks, Span<char> buffer, ref int at)
    {
        if (ticks == 0) return;
        buffer[at++] = '.';
        for (var unit = TimeSpan.TicksPerSecond / 10; ticks > 0; unit /= 10)
        {
            buffer[at++] = (char)('0' + ticks / unit);
            ticks %= unit;
        }
    }

    private static void Unit(ulong count, char unit, Span<char> buffer, ref int at)
    {
        if (count == 0) return;
        Number(count, buffer, ref at);
        buffer[at++] = unit;
    }

    private static void Number(ulong count, Span<char> buffer, ref int at)
    {
        count.TryFormat(buffer[at..], out var written, default, System.Globalization.CultureInfo.InvariantCulture);
        at += written;
    }

    private static bool Iso(ref DigitReader reader, out Int128 ticks)
    {
        ticks = 0;
        var any = false;
        if (char.IsAsciiDigit(reader.Next))
        {
            if (!reader.Number(out var count)) return false;
            if (reader.Take('W'))
            {
                ticks = (Int128)count * (7 * TimeSpan.TicksPerDay);
                return true;
            }
            if (!reader.Take('D')) return false;
            ticks = (Int128)count * TimeSpan.TicksPerDay;
            any = true;
        }
        return reader.Take('T') ? IsoTime(ref reader, ref ticks) : any;
    }

    private static bool IsoTime(ref DigitReader reader, ref Int128 ticks)
    {
        // Hours, minutes, seconds: in this order, each at most once, one at least
        var last = 0;
        while (!reader.AtEnd)
        {
            if (!reader.Number(out var count)) return false;
            long fraction = 0;
            var fractional = reader.Take('.');
            if (fractional && !reader.Fraction(out fraction)) return false;
            var (rank, unit) = reader.Next switch
            {
                'H' => (1, TimeSpan.TicksPerHour),
                'M' => (2, TimeSpan.TicksPerMinute),
                'S' => (3, TimeSpan.TicksPerSecond),
                _ => (0, 0L),
            };
            if (rank <= last || (fractional && rank != 3)) return false;
            reader.Take(reader.Next);
            ticks += (Int128)count * unit + fraction;
            last = rank;
        }
        return last > 0;
    }

    private static bool Units(ref DigitReader reader, out Int128 ticks)
    {
        ticks = 0;
        // Each unit at most once, and only smaller ones after it
        var last = 0;
        while (!reader.AtEnd)
        {
            if (!reader.Number(out var count)) return false;
            var (rank, unit) = reader.Take('d') ? (1, TimeSpan.TicksPerDay)
                : reader.Take('h') ? (2, TimeSpan.TicksPerHour)
                : reader.Take('s') ? (4, TimeSpan.TicksPerSecond)
                : !reader.Take('m') ? (0, 0L)
                : reader.Take('s') ? (5, TimeSpan.TicksPerMillisecond)
                : (3, TimeSpan.TicksPerMinute);
            if (rank <= last) return false;
            ticks += (Int128)count * unit;
            last = rank;
        }
        return last > 0;
    }

    private static bool Clock(ref DigitReader reader, out Int128 ticks)
    {
        ticks = 0;
        if (!reader.Number(out var first)) return false;
        long days = 0;
        var hours = first;
        if (reader.Take('.'))
        {
            days = first;
            if (!reader.Number(out hours)) return false;
        }
        if (!reader.Take(':') || !reader.Number(2, out var minutes)) return false;
        var seconds = 0;
        long fraction = 0;
        if (reader.Take(':'))
        {
            if (!reader.Number(2, out seconds)) return false;
            if (reader.Take('.') && !reader.Fraction(out fraction)) return false;
        }
        if (hours > 23 || minutes > 59 || seconds > 59) return false;
        ticks = (Int128)days * TimeSpan.TicksPerDay
            + ((hours * 60 + minutes) * 60 + seconds) * TimeSpan.TicksPerSecond + fraction;
        return true;
    }
}
