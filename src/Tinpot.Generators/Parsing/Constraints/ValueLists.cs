using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Scalars;
using Tinpot.Generators.Parsing.Symbols;
using Tinpot.Generators.Text;

namespace Tinpot.Generators.Parsing.Constraints;

/// <summary>Reads the values of <c>[AllowedValues]</c> and <c>[DeniedValues]</c>, each of which a caller can give.</summary>
internal static class ValueLists
{
    /// <summary>The values as JSON, without null; null when one is not a value of the type, or cannot be passed.</summary>
    public static string[]? Read(AttributeData attribute, TypeModel type, bool nullable, out bool hasNull)
    {
        hasNull = false;
        List<string> values = [];
        foreach (TypedConstant value in Values(attribute))
        {
            if (value.IsNull)
                hasNull = true;
            else if (Json(value, type) is { Length: > 0 } json)
                values.AddRange(json);
            else
                return null;
        }
        return hasNull && !nullable ? null : [.. values.Distinct()];
    }

    /// <summary>Why <see cref="Read"/> gave null; null when a value is simply of another type.</summary>
    public static string? Fault(AttributeData attribute, TypeModel type, bool nullable)
    {
        foreach (TypedConstant value in Values(attribute))
        {
            if (value.IsNull)
            {
                if (!nullable)
                    return "null is not a value of it";
                continue;
            }
            if (Json(value, type) is not null)
                continue;
            return value.Value switch
            {
                string text when Takes(type, value) => Texts.Fault(text) is { } fault ? $"a value {fault}" : null,
                char c when Takes(type, value) => Texts.Fault(c.ToString()) is { } fault ? $"a value {fault}" : null,
                { } other when Takes(type, value) => FormattableString.Invariant($"{other} is not a value of it"),
                _ => null,
            };
        }
        return null;
    }

    private static IEnumerable<TypedConstant> Values(AttributeData attribute)
    {
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Array } list])
            return attribute.ConstructorArguments;
        // A null in place of the list is the one value null
        return list.IsNull ? [list] : list.Values;
    }

    /// <summary>A constant of this kind can be a value of the type.</summary>
    private static bool Takes(TypeModel type, TypedConstant value) => type switch
    {
        EnumModel { Flags: false } enumeration => value.Kind is TypedConstantKind.Enum && value.Type!.PrintCore() == enumeration.Name,
        _ when value.Kind is not TypedConstantKind.Primitive => false,
        ScalarModel { JsonType: "integer" or "number" } => value.Value is not (string or char or bool),
        ScalarModel { Format: "char" } => value.Value is char,
        ScalarModel { JsonType: "string", Format: "" } or ParsableModel => value.Value is string,
        _ => false,
    };

    private static string[]? Json(TypedConstant value, TypeModel type)
    {
        if (!Takes(type, value))
            return null;
        switch (type)
        {
            case EnumModel enumeration:
                ulong bits = Literals.Bits(value.Value!);
                string[] names = [.. enumeration.Members.Where(m => m.Value == bits).Select(static m => JsonText.Quote(m.JsonName))];
                return names.Length > 0 ? names : null;
            case ScalarModel { JsonType: "integer" or "number" } number:
                return Literals.Json(value.Value) is { } json && JsonNumbers.IsOf(json, number) ? [json] : null;
            default:
                return Texts.Fault(value.Value!.ToString()) is null ? [JsonText.Quote(value.Value.ToString())] : null;
        }
    }
}
