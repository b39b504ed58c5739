namespace Tinpot.Schemas.Text;

/// <summary>Reads fixed shapes of ASCII digits in UTF-8 from left to right; culture has no say.</summary>
internal ref struct DigitReader(ReadOnlySpan<byte> text)
{
    /// <summary>A tick is 100 ns: seven digits. Go and PostgreSQL write nine, so nine are taken and the last two dropped.</summary>
    private const int MaxFractionDigits = 9;

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    internal readonly bool AtEnd => _at == _text.Length;

    internal readonly char Next => AtEnd ? '\0' : (char)_text[_at];

    internal bool Take(char expected)
    {
        if (AtEnd || _text[_at] != expected) return false;
        _at++;
        return true;
    }

    /// <summary>Exactly so many digits.</summary>
    internal bool Number(int digits, out int value)
    {
        value = 0;
        if (_text.Length - _at < digits) return false;
        for (var end = _at + digits; _at < end; _at++)
        {
            var digit = _text[_at] - '0';
            if ((uint)digit > 9) return false;
            value = value * 10 + digit;
        }
        return true;
    }

    /// <summary>One digit or more, as far as they go.</summary>
    internal bool Number(out long value)
    {
        value = 0;
        var start = _at;
        for (; !AtEnd && char.IsAsciiDigit((char)_text[_at]); _at++)
        {
            if (value > (long.MaxValue - 9) / 10) return false;
            value = value * 10 + (_text[_at] - '0');
        }
        return _at > start;
    }

    /// <summary>The digits behind a decimal point, in ticks of a second.</summary>
    internal bool Fraction(out long ticks)
    {
        ticks = 0;
        var unit = TimeSpan.TicksPerSecond;
        var start = _at;
        for (; !AtEnd && char.IsAsciiDigit((char)_text[_at]); _at++)
        {
            unit /= 10;
            ticks += (_text[_at] - '0') * unit;
        }
        return _at - start is > 0 and <= MaxFractionDigits;
    }
}
