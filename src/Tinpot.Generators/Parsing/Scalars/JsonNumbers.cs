using System.Globalization;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Contracts;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing.Scalars;

/// <summary>Numbers as JSON writes them.</summary>
internal static class JsonNumbers
{
    public static int Compare(string one, string other) =>
        decimal.TryParse(one, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact)
        && decimal.TryParse(other, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal limit)
            ? exact.CompareTo(limit)
            : double.Parse(one, CultureInfo.InvariantCulture).CompareTo(double.Parse(other, CultureInfo.InvariantCulture));

    public static bool IsNumber(ITypeSymbol type) => ScalarTypes.Find(type) is { JsonType: "integer" or "number" };

    /// <summary>It is a value of the type.</summary>
    public static bool IsOf(string number, ScalarModel type)
    {
        if (type.JsonType == "integer" && !(decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact) && exact == decimal.Truncate(exact)))
            return false;
        NumberRange all = NumberRange.OfFormat(new ContractSchema { Type = type.JsonType, Format = type.Format });
        return new NumberRange(number, false, number, false).IsWithin(all);
    }
}
