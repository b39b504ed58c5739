namespace Tinpot.Schemas.Text;

/// <summary>
/// Integers as JSON writes them, without decimal point and exponent: <c>1.0</c> and <c>1e3</c> are not integers here,
/// so that what is checked is what is read, digit by digit. <c>-0</c> is zero of every integer type.
/// </summary>
internal static class IntegerText
{
    // So many digits always fit 64 bits
    private const int SureDigits = 19;

    internal static bool TryParse(ReadOnlySpan<byte> token, out bool negative, out ulong magnitude)
    {
        magnitude = 0;
        negative = !token.IsEmpty && token[0] == (byte)'-';
        if (negative) token = token[1..];
        if (token.IsEmpty) return false;
        foreach (var digit in token)
        {
            var value = (uint)(digit - '0');
            if (value > 9 || (token.Length > SureDigits && magnitude > (ulong.MaxValue - value) / 10)) return false;
            magnitude = magnitude * 10 + value;
        }
        return true;
    }

    /// <summary>It has a decimal point or an exponent.</summary>
    internal static bool IsFractional(ReadOnlySpan<byte> token) => token.ContainsAny(".eE"u8);

    internal static bool TrySigned(ReadOnlySpan<byte> token, int bits, out long value)
    {
        value = 0;
        if (!TryParse(token, out var negative, out var magnitude)) return false;
        var limit = 1UL << (bits - 1);
        if (negative ? magnitude > limit : magnitude >= limit) return false;
        value = negative ? unchecked(-(long)magnitude) : (long)magnitude;
        return true;
    }

    internal static bool TryUnsigned(ReadOnlySpan<byte> token, int bits, out ulong value) =>
        TryParse(token, out var negative, out value)
        && (!negative || value == 0)
        && (bits == 64 || value < 1UL << bits);
}
