using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Scalars;

/// <summary>The types that the runtime's <c>ValueReader</c> and <c>ValueWriter</c> know.</summary>
internal static class ScalarTypes
{
    public static ScalarModel? Find(ITypeSymbol type)
    {
        (string Reader, string Type, string Format)? known = type.SpecialType switch
        {
            SpecialType.System_Boolean => ("Boolean", "boolean", ""),
            SpecialType.System_SByte => ("SByte", "integer", "int8"),
            SpecialType.System_Byte => ("Byte", "integer", "uint8"),
            SpecialType.System_Int16 => ("Int16", "integer", "int16"),
            SpecialType.System_UInt16 => ("UInt16", "integer", "uint16"),
            SpecialType.System_Int32 => ("Int32", "integer", "int32"),
            SpecialType.System_UInt32 => ("UInt32", "integer", "uint32"),
            SpecialType.System_Int64 => ("Int64", "integer", "int64"),
            SpecialType.System_UInt64 => ("UInt64", "integer", "uint64"),
            SpecialType.System_Single => ("Single", "number", "float"),
            SpecialType.System_Double => ("Double", "number", "double"),
            SpecialType.System_Decimal => ("Decimal", "number", "decimal"),
            SpecialType.System_Char => ("Char", "string", "char"),
            SpecialType.System_String => ("String", "string", ""),
            SpecialType.System_DateTime => ("DateTime", "string", "local-date-time"),
            SpecialType.None => Named(type),
            _ => null,
        };
        if (known is not { } found)
            return null;
        return new ScalarModel(found.Reader, found.Type, found.Format) { Name = type.PrintCore(), IsValueType = type.IsValueType };
    }

    private static (string, string, string)? Named(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte })
            return ("Bytes", "string", "byte");
        return type.MetadataName() switch
        {
            "System.Half" => ("Half", "number", "half"),
            "System.Guid" => ("Guid", "string", "uuid"),
            "System.DateTimeOffset" => ("DateTimeOffset", "string", "date-time"),
            "System.DateOnly" => ("DateOnly", "string", "date"),
            "System.TimeOnly" => ("TimeOnly", "string", "time"),
            "System.TimeSpan" => ("TimeSpan", "string", "duration"),
            "System.Uri" => ("Uri", "string", "uri-reference"),
            "System.Text.Json.JsonElement" => ("JsonElement", "", ""),
            _ => null,
        };
    }
}
