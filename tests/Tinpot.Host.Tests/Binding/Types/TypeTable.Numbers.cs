namespace Tinpot.Host.Tests.Binding.Types;

internal static partial class TypeTable
{
    private static IEnumerable<TypeRow> Booleans() =>
    [
        new("bool", "true", "true"),
        new("bool", "false", "false"),
        .. Mistyped("bool", "true or false", "null", "1", "0", "\"true\"", "\"\"", "\"False\"", "[true]", "[]", "{}"),
        TypeRow.Malformed("bool", "TRUE", 0, "unexpected 'T'"),
        TypeRow.Malformed("bool", "False", 0, "unexpected 'F'"),
        TypeRow.Malformed("bool", "yes", 0, "unexpected 'y'"),
        TypeRow.Malformed("bool", "tr1e", 2, "unexpected '1'"),
    ];

    private static IEnumerable<TypeRow> Integers() =>
    [
        .. Integer("sbyte", "-128", "127", "-129", "128"),
        .. Integer("byte", "0", "255", "-1", "256"),
        .. Integer("short", "-32768", "32767", "-32769", "32768"),
        .. Integer("ushort", "0", "65535", "-1", "65536"),
        .. Integer("int", "-2147483648", "2147483647", "-2147483649", "2147483648"),
        .. Integer("uint", "0", "4294967295", "-1", "4294967296"),
        .. Integer("long", "-9223372036854775808", "9223372036854775807", "-9223372036854775809", "9223372036854775808"),
        .. Integer("ulong", "0", "18446744073709551615", "-1", "18446744073709551616"),
    ];

    private static IEnumerable<TypeRow> Integer(string type, string least, string greatest, string below, string above)
    {
        const string fractional = "Must be an integer, written without decimal point and exponent.";
        var range = $"Must be between {least} and {greatest}.";
        return
        [
            new(type, "7", "7"),
            new(type, "-0", "0"),
            new(type, least, least),
            new(type, greatest, greatest),
            TypeRow.Wrong(type, below, range),
            TypeRow.Wrong(type, above, range),
            TypeRow.Wrong(type, "340282366920938463463374607431768211456", range),
            TypeRow.Wrong(type, new string('9', 5000), range),
            TypeRow.Wrong(type, "3.0", fractional),
            TypeRow.Wrong(type, "0.5", fractional),
            TypeRow.Wrong(type, "1e2", fractional),
            TypeRow.Wrong(type, "1E400", fractional),
            .. Mistyped(type, "an integer", "null", "true", "\"3\"", "\"\"", "\"\u0663\"", "\"NaN\"", "[]", "{}"),
            TypeRow.Malformed(type, "007", 1, "unexpected '0'"),
            TypeRow.Malformed(type, "+1", 0, "unexpected '+'"),
            TypeRow.Malformed(type, "NaN", 0, "unexpected 'N'"),
            TypeRow.Malformed(type, "0x1F", 1, "unexpected 'x'"),
            TypeRow.Malformed(type, "1_000", 1, "unexpected '_'"),
            TypeRow.Malformed(type, "\u0663", 0, "unexpected U+0663"),
            TypeRow.Malformed(type, "\u22121", 0, "unexpected U+2212"),
        ];
    }

    private static IEnumerable<TypeRow> Halves() =>
    [
        .. Number("half", "-65504", "65504"),
        new("half", "0.1", "0.1"),
        new("half", "-0.0", "-0"),
        // One more than a half can count to by ones
        new("half", "2049", "2048"),
        new("half", "6e-8", "6E-08"),
        new("half", "2e-8", "0"),
        TypeRow.Wrong("half", "65520", "Must be between -65504 and 65504."),
        TypeRow.Wrong("half", "-65520", "Must be between -65504 and 65504."),
        TypeRow.Wrong("half", "1e5", "Must be between -65504 and 65504."),
    ];

    private static IEnumerable<TypeRow> Floats() =>
    [
        .. Number("float", "-3.4028235E+38", "3.4028235E+38"),
        new("float", "0.1", "0.1"),
        new("float", "-0.0", "-0"),
        // One more than a single can count to by ones
        new("float", "16777217", "16777216"),
        new("float", "3.40282356e38", "3.4028235E+38"),
        new("float", "1e-45", "1E-45"),
        new("float", "1e-46", "0"),
        TypeRow.Wrong("float", "3.4028236e38", "Must be between -3.4028235E+38 and 3.4028235E+38."),
        TypeRow.Wrong("float", "1e39", "Must be between -3.4028235E+38 and 3.4028235E+38."),
        TypeRow.Wrong("float", "-1e39", "Must be between -3.4028235E+38 and 3.4028235E+38."),
    ];

    private static IEnumerable<TypeRow> Doubles() =>
    [
        .. Number("double", "-1.7976931348623157E+308", "1.7976931348623157E+308"),
        new("double", "-0", "-0"),
        new("double", "-1e-400", "-0"),
        new("double", "0.30000000000000004", "0.30000000000000004"),
        new("double", "9007199254740993", "9007199254740992"),
        new("double", "123456789012345678901234567890", "1.2345678901234568E+29"),
        new("double", "1.7976931348623157e308", "1.7976931348623157E+308"),
        new("double", "4.9e-324", "5E-324"),
        new("double", "2e-324", "0"),
        TypeRow.Wrong("double", "1.7976931348623159e308", "Must be between -1.7976931348623157E+308 and 1.7976931348623157E+308."),
        TypeRow.Wrong("double", new string('9', 400), "Must be between -1.7976931348623157E+308 and 1.7976931348623157E+308."),
    ];

    private static IEnumerable<TypeRow> Decimals() =>
    [
        .. Number("decimal", "-79228162514264337593543950335", "79228162514264337593543950335"),
        new("decimal", "0.10", "0.10"),
        new("decimal", "79228162514264337593543950335", "79228162514264337593543950335"),
        new("decimal", "-79228162514264337593543950335", "-79228162514264337593543950335"),
        new("decimal", "1e28", "10000000000000000000000000000"),
        new("decimal", "1e-28", "0.0000000000000000000000000001"),
        new("decimal", "3.14159265358979323846264338327950288", "3.1415926535897932384626433833"),
        TypeRow.Wrong("decimal", "79228162514264337593543950336", "Must be between -79228162514264337593543950335 and 79228162514264337593543950335."),
        TypeRow.Wrong("decimal", "1e29", "Must be between -79228162514264337593543950335 and 79228162514264337593543950335."),
    ];

    /// <summary>What holds for every number with fractions.</summary>
    private static IEnumerable<TypeRow> Number(string type, string least, string greatest) =>
    [
        new(type, "0", "0"),
        new(type, "1.5", "1.5"),
        new(type, "-2", "-2"),
        new(type, "1E3", "1000"),
        new(type, "0e99999999999999999999", "0"),
        TypeRow.Wrong(type, "1e400", $"Must be between {least} and {greatest}."),
        TypeRow.Wrong(type, "-1e400", $"Must be between {least} and {greatest}."),
        TypeRow.Wrong(type, "1e99999999999999999999", $"Must be between {least} and {greatest}."),
        .. Mistyped(type, "a number", "null", "true", "\"1.5\"", "\"1,5\"", "\"1\u066b5\"", "\"NaN\"", "\"Infinity\"", "\"\"", "[1.5]", "{}"),
        TypeRow.Malformed(type, "NaN", 0, "unexpected 'N'"),
        TypeRow.Malformed(type, "-Infinity", 1, "unexpected 'I'"),
        TypeRow.Malformed(type, "+1.5", 0, "unexpected '+'"),
        TypeRow.Malformed(type, ".5", 0, "unexpected '.'"),
        TypeRow.Malformed(type, "01.5", 1, "unexpected '1'"),
        TypeRow.Malformed(type, "1.e3", 2, "unexpected 'e'"),
        TypeRow.Malformed(type, "1.5f", 3, "unexpected 'f'"),
        TypeRow.Malformed(type, "\u06f1\u066b\u06f5", 0, "unexpected U+06F1"),
    ];
}
