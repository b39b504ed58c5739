using System.Globalization;
using System.Text.Json;

namespace Tinpot.Runtime;

public static partial class ValueWriter
{
    /// <summary>Writes an integer.</summary>
    public static void Write(Utf8JsonWriter writer, sbyte value) => writer.WriteNumberValue(value);

    /// <summary>Writes an integer.</summary>
    public static void Write(Utf8JsonWriter writer, byte value) => writer.WriteNumberValue(value);

    /// <summary>Writes an integer.</summary>
    public static void Write(Utf8JsonWriter writer, short value) => writer.WriteNumberValue(value);

    /// <summary>Writes an integer.</summary>
    public static void Write(Utf8JsonWriter writer, ushort value) => writer.WriteNumberValue(value);

    /// <summary>Writes an integer.</summary>
    public static void Write(Utf8JsonWriter writer, int value) => writer.WriteNumberValue(value);

    /// <summary>Writes an integer.</summary>
    public static void Write(Utf8JsonWriter writer, uint value) => writer.WriteNumberValue(value);

    /// <summary>Writes an integer.</summary>
    public static void Write(Utf8JsonWriter writer, long value) => writer.WriteNumberValue(value);

    /// <summary>Writes an integer.</summary>
    public static void Write(Utf8JsonWriter writer, ulong value) => writer.WriteNumberValue(value);

    /// <summary>Writes the shortest number that reads back the same.</summary>
    public static void Write(Utf8JsonWriter writer, Half value)
    {
        if (Half.IsFinite(value)) writer.WriteRawValue(value.ToString(CultureInfo.InvariantCulture));
        else writer.WriteStringValue(Name((double)value));
    }

    /// <summary>Writes the shortest number that reads back the same.</summary>
    public static void Write(Utf8JsonWriter writer, float value)
    {
        if (float.IsFinite(value)) writer.WriteNumberValue(value);
        else writer.WriteStringValue(Name(value));
    }

    /// <summary>Writes the shortest number that reads back the same.</summary>
    public static void Write(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value)) writer.WriteNumberValue(value);
        else writer.WriteStringValue(Name(value));
    }

    /// <summary>Writes the number with all its digits.</summary>
    public static void Write(Utf8JsonWriter writer, decimal value) => writer.WriteNumberValue(value);

    private static ReadOnlySpan<byte> Name(double value) =>
        double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8;
}
