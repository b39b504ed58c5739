using System.Text.Json;
using Tinpot.Schemas;

namespace Tinpot.Runtime;

public static partial class ValueReader
{
    /// <summary>Reads an integer of 8 bits.</summary>
    public static sbyte ReadSByte(ref Utf8JsonReader reader) => (sbyte)Signed(ref reader, 8);

    /// <summary>Reads an unsigned integer of 8 bits.</summary>
    public static byte ReadByte(ref Utf8JsonReader reader) => (byte)Unsigned(ref reader, 8);

    /// <summary>Reads an integer of 16 bits.</summary>
    public static short ReadInt16(ref Utf8JsonReader reader) => (short)Signed(ref reader, 16);

    /// <summary>Reads an unsigned integer of 16 bits.</summary>
    public static ushort ReadUInt16(ref Utf8JsonReader reader) => (ushort)Unsigned(ref reader, 16);

    /// <summary>Reads an integer of 32 bits.</summary>
    public static int ReadInt32(ref Utf8JsonReader reader) => (int)Signed(ref reader, 32);

    /// <summary>Reads an unsigned integer of 32 bits.</summary>
    public static uint ReadUInt32(ref Utf8JsonReader reader) => (uint)Unsigned(ref reader, 32);

    /// <summary>Reads an integer of 64 bits.</summary>
    public static long ReadInt64(ref Utf8JsonReader reader) => Signed(ref reader, 64);

    /// <summary>Reads an unsigned integer of 64 bits.</summary>
    public static ulong ReadUInt64(ref Utf8JsonReader reader) => Unsigned(ref reader, 64);

    /// <summary>Reads the nearest single; never infinite.</summary>
    public static float ReadSingle(ref Utf8JsonReader reader) =>
        NumberText.TrySingle(in reader, out var value) ? value : throw Unchecked("a number of single precision");

    /// <summary>Reads the nearest double; never infinite.</summary>
    public static double ReadDouble(ref Utf8JsonReader reader) =>
        NumberText.TryDouble(in reader, out var value) ? value : throw Unchecked("a number of double precision");

    /// <summary>Reads the nearest decimal.</summary>
    public static decimal ReadDecimal(ref Utf8JsonReader reader) =>
        NumberText.TryDecimal(in reader, out var value) ? value : throw Unchecked("a decimal number");

    private static long Signed(ref Utf8JsonReader reader, int bits) =>
        reader.TokenType == JsonTokenType.Number && IntegerText.TrySigned(reader.ValueSpan, bits, out var value)
            ? value
            : throw Unchecked($"an integer of {bits} bits");

    private static ulong Unsigned(ref Utf8JsonReader reader, int bits) =>
        reader.TokenType == JsonTokenType.Number && IntegerText.TryUnsigned(reader.ValueSpan, bits, out var value)
            ? value
            : throw Unchecked($"an unsigned integer of {bits} bits");
}
