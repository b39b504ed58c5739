using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;
using Tinpot.Generators.Text;

namespace Tinpot.Generators.Parsing.Scalars;

/// <summary>Constants as C# and as JSON, in invariant culture.</summary>
internal static class Literals
{
    public static DefaultModel Default(object? value, TypeModel model)
    {
        if (value is null)
            return model.Nullable ? new DefaultModel("null", "null") : new DefaultModel("default", null);
        if (model is EnumModel enumeration)
            return new DefaultModel($"({enumeration.Name})({Code(value)})", EnumJson(value, enumeration));
        return new DefaultModel(Code(value), Json(value));
    }

    /// <summary>The default value of a type; null for types without constants.</summary>
    public static object? Zero(ITypeSymbol type) => ((type as INamedTypeSymbol)?.EnumUnderlyingType ?? type).SpecialType switch
    {
        SpecialType.System_Boolean => false,
        SpecialType.System_Char => '\0',
        SpecialType.System_SByte => (sbyte)0,
        SpecialType.System_Byte => (byte)0,
        SpecialType.System_Int16 => (short)0,
        SpecialType.System_UInt16 => (ushort)0,
        SpecialType.System_Int32 => 0,
        SpecialType.System_UInt32 => 0U,
        SpecialType.System_Int64 => 0L,
        SpecialType.System_UInt64 => 0UL,
        SpecialType.System_Single => 0F,
        SpecialType.System_Double => 0D,
        SpecialType.System_Decimal => 0M,
        _ => null,
    };

    /// <summary>Whether a constant is of a parameter's type: an attribute may give any.</summary>
    public static bool Fits(object value, ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        if (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying })
            type = underlying;
        return type.MetadataName() == value.GetType().FullName;
    }

    public static string Code(object value) => value switch
    {
        bool b => b ? "true" : "false",
        string s => SymbolDisplay.FormatLiteral(s, quote: true),
        char c => SymbolDisplay.FormatLiteral(c, quote: true),
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        float f => f.ToString("R", CultureInfo.InvariantCulture) + "F",
        double d => d.ToString("R", CultureInfo.InvariantCulture) + "D",
        decimal m => m.ToString(CultureInfo.InvariantCulture) + "M",
        long l => l == long.MinValue ? "long.MinValue" : l.ToString(CultureInfo.InvariantCulture) + "L",
        ulong u => u.ToString(CultureInfo.InvariantCulture) + "UL",
        uint u => u.ToString(CultureInfo.InvariantCulture) + "U",
        DateTime time => $"new global::System.DateTime({time.Ticks.ToString(CultureInfo.InvariantCulture)}L)",
        int i => i == int.MinValue ? "int.MinValue" : i.ToString(CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => "default",
    };

    /// <summary>Null where JSON has no word for the value.</summary>
    public static string? Json(object? value) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        string s => JsonText.Quote(s),
        char c => JsonText.Quote(c.ToString()),
        float f => float.IsNaN(f) || float.IsInfinity(f) ? null : f.ToString("R", CultureInfo.InvariantCulture),
        double d => double.IsNaN(d) || double.IsInfinity(d) ? null : d.ToString("R", CultureInfo.InvariantCulture),
        DateTime time => JsonText.Quote(time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>A number in the spelling of JSON; null for anything else.</summary>
    public static string? Number(object? value) => value switch
    {
        bool or char or null => null,
        // A comma is what separates decimals elsewhere, and no separator of thousands
        string s => decimal.TryParse(s, NumberStyles.Float & ~NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out decimal m)
            ? m.ToString(CultureInfo.InvariantCulture)
            : double.TryParse(s, NumberStyles.Float, CultureInfo.InvariantCulture, out double d) ? Json(d) : null,
        _ => Json(value),
    };

    private static string? EnumJson(object value, EnumModel enumeration)
    {
        ulong bits = Bits(value);
        if (!enumeration.Flags)
            return enumeration.Members.FirstOrDefault(m => m.Value == bits) is { } named ? JsonText.Quote(named.JsonName) : null;
        List<string> names = [];
        foreach (EnumMemberModel member in enumeration.Members.Where(static m => m.Value != 0).OrderByDescending(static m => m.Value))
        {
            if ((bits & member.Value) != member.Value)
                continue;
            names.Add(JsonText.Quote(member.JsonName));
            bits &= ~member.Value;
        }
        return bits == 0 ? "[" + string.Join(",", names) + "]" : null;
    }

    public static ulong Bits(object value) => value switch
    {
        ulong u => u,
        _ => unchecked((ulong)Convert.ToInt64(value, CultureInfo.InvariantCulture)),
    };
}
