using System.Globalization;

namespace Tinpot.Generators.Contracts;

/// <summary>Which numbers a schema allows, by its format and its rules. Bounds are JSON; null is without end.</summary>
internal readonly record struct NumberRange(string? Minimum, bool MinimumIsExclusive, string? Maximum, bool MaximumIsExclusive)
{
    public static NumberRange Of(ContractSchema schema)
    {
        NumberRange format = OfFormat(schema);
        return new NumberRange(
            schema.Minimum ?? format.Minimum, schema.Minimum is not null && schema.MinimumIsExclusive,
            schema.Maximum ?? format.Maximum, schema.Maximum is not null && schema.MaximumIsExclusive);
    }

    public static NumberRange OfFormat(ContractSchema schema) => schema.Format switch
    {
        "int8" => Between("-128", "127"),
        "uint8" => Between("0", "255"),
        "int16" => Between("-32768", "32767"),
        "uint16" => Between("0", "65535"),
        "int32" => Between("-2147483648", "2147483647"),
        "uint32" => Between("0", "4294967295"),
        "int64" => Between("-9223372036854775808", "9223372036854775807"),
        "uint64" => Between("0", "18446744073709551615"),
        "half" => Between("-65504", "65504"),
        "float" => Between("-3.4028235E38", "3.4028235E38"),
        "double" => Between("-1.7976931348623157E308", "1.7976931348623157E308"),
        "decimal" => Between("-79228162514264337593543950335", "79228162514264337593543950335"),
        _ => default,
    };

    public bool IsWithin(NumberRange other) =>
        (other.Minimum is null || IsAbove(other.Minimum, other.MinimumIsExclusive)) && (other.Maximum is null || IsBelow(other.Maximum, other.MaximumIsExclusive));

    public bool IsAbove(string bound, bool exclusive) => Minimum is not null && Compare(Minimum, bound) is var order && (order > 0 || (order == 0 && (MinimumIsExclusive || !exclusive)));

    public bool IsBelow(string bound, bool exclusive) => Maximum is not null && Compare(Maximum, bound) is var order && (order < 0 || (order == 0 && (MaximumIsExclusive || !exclusive)));

    private static NumberRange Between(string least, string most) => new(least, false, most, false);

    private static int Compare(string left, string right) =>
        decimal.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal a) && decimal.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal b)
            ? a.CompareTo(b)
            : Double(left).CompareTo(Double(right));

    /// <summary>Whatever is beyond is as far as it can be; some frameworks refuse to read it.</summary>
    private static double Double(string number) => double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
        : number[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
}
