using System.Buffers.Text;

namespace Tinpot.Schemas.Checking;

/// <summary>Finds NUL and halves of surrogate pairs among the escapes of a well-formed JSON string, without decoding it.</summary>
internal static class EscapeScan
{
    private const int NoPair = -1;

    internal static EscapeFault Of(ReadOnlySpan<byte> raw)
    {
        // Where the low half has to follow
        var expected = NoPair;
        var at = 0;
        while (raw[at..].IndexOf((byte)'\\') is var offset and >= 0)
        {
            at += offset;
            if (expected != NoPair && at != expected) return EscapeFault.HalfPair;
            if (raw[at + 1] != (byte)'u')
            {
                if (expected != NoPair) return EscapeFault.HalfPair;
                at += 2;
                continue;
            }
            Utf8Parser.TryParse(raw.Slice(at + 2, 4), out ushort unit, out _, 'X');
            at += 6;
            if (unit == 0) return EscapeFault.Nul;
            if (char.IsLowSurrogate((char)unit) != (expected != NoPair)) return EscapeFault.HalfPair;
            expected = char.IsHighSurrogate((char)unit) ? at : NoPair;
        }
        return expected == NoPair ? EscapeFault.None : EscapeFault.HalfPair;
    }
}
