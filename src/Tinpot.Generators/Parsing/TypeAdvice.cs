using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Parsing;

/// <summary>What to take instead of a type that does not cross JSON.</summary>
internal static class TypeAdvice
{
    public static string For(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Object } or IDynamicTypeSymbol => "use JsonElement for any JSON",
        { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } or IPointerTypeSymbol or IFunctionPointerTypeSymbol => "use an integer of a fixed size",
        { IsTupleType: true } => "use a record",
        IArrayTypeSymbol => "use an array of arrays",
        { TypeKind: TypeKind.Delegate } => "a delegate is code; take what it needs to know, and choose in the action",
        ITypeParameterSymbol => "use a type that is known here",
        _ => ByName(type),
    };

    /// <summary>JSON as the framework has it; some of it would pass for lists and dictionaries.</summary>
    public static bool IsJsonTree(ITypeSymbol type) =>
        type.Is("System.Text.Json.JsonDocument") || type.ContainingNamespace?.ToDisplayString() is "System.Text.Json.Nodes";

    private static string ByName(ITypeSymbol type) => type.MetadataName() switch
    {
        "System.Int128" or "System.UInt128" or "System.Numerics.BigInteger" or "System.Numerics.Complex"
            or "System.Runtime.InteropServices.NFloat" => "use long, decimal or string",
        KnownNames.AsyncEnumerable => "only a whole result can be streamed; use a list",
        "System.Memory" or "System.ReadOnlyMemory" or "System.ArraySegment" => "use an array",
        "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask" => "use the value itself",
        _ when IsJsonTree(type) => "use JsonElement for any JSON",
        _ when IsStream(type) => "use byte[] for a little, or a path",
        _ => "use a scalar, an enum, a list, a dictionary with string keys, or a record of these",
    };

    private static bool IsStream(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Is("System.IO.Stream"))
                return true;
        }
        return false;
    }
}
