using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Tinpot.Schemas.Text;

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

    /// <summary>Reads the nearest half; NaN and the infinities, which only results have, from their names.</summary>
    public static Half ReadHalf(ref Utf8JsonReader reader) =>
        NumberText.TryHalf(in reader, out var value) ? value : (Half)Named(in reader, "a number of half precision");

    /// <summary>Reads the nearest single; NaN and the infinities, which only results have, from their names.</summary>
    public static float ReadSingle(ref Utf8JsonReader reader) =>
        NumberText.TrySingle(in reader, out var value) ? value : (float)Named(in reader, "a number of single precision");

    /// <summary>Reads the nearest double; NaN and the infinities, which only results have, from their names.</summary>
    public static double ReadDouble(ref Utf8JsonReader reader) =>
        NumberText.TryDouble(in reader, out var value) ? value : Named(in reader, "a number of double precision");

    /// <summary>Reads the number of an enum value that has no name, which only results have.</summary>
    /// <typeparam name="T">The enum's underlying type.</typeparam>
    public static T ReadUnnamed<T>(ref Utf8JsonReader reader, string type) where T : IBinaryInteger<T> =>
        reader.TokenType == JsonTokenType.String && T.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Unchecked($"a value of {type}");

    /// <summary>Reads the nearest decimal.</summary>
    public static decimal ReadDecimal(ref Utf8JsonReader reader) =>
        NumberText.TryDecimal(in reader, out var value) ? value : throw Unchecked("a decimal number");

    private static double Named(in Utf8JsonReader reader, string expected) =>
        reader.TokenType != JsonTokenType.String ? throw Unchecked(expected)
        : reader.ValueTextEquals("NaN"u8) ? double.NaN
        : reader.ValueTextEquals("Infinity"u8) ? double.PositiveInfinity
        : reader.ValueTextEquals("-Infinity"u8) ? double.NegativeInfinity
        : throw Unchecked(expected);

    private static long Signed(ref Utf8JsonReader reader, int bits) =>
        reader.TokenType == JsonTokenType.Number && IntegerText.TrySigned(reader.ValueSpan, bits, out var value)
            ? value
            : throw Unchecked($"an integer of {bits} bits");

    private static ulong Unsigned(ref Utf8JsonReader reader, int bits) =>
        reader.TokenType == JsonTokenType.Number && IntegerText.TryUnsigned(reader.ValueSpan, bits, out var value)
            ? value
            : throw Unchecked($"an unsigned integer of {bits} bits");
}
