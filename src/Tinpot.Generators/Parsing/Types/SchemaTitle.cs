using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Parsing.Types;

/// <summary>The title of a type in a schema.</summary>
internal static class SchemaTitle
{
    /// <summary><c>Server</c>, <c>PageOfServer</c>, <c>PairOfStringAndInt32Array</c></summary>
    public static string Of(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Of(array.ElementType) + "Array",
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => "Nullable" + Of(nullable.TypeArguments[0]),
        INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } => $"{type.Name}Of{string.Join("And", arguments.Select(Of))}",
        _ => type.Name,
    };

    /// <summary>Namespaces and types around it, with dots.</summary>
    public static string Scope(ITypeSymbol type)
    {
        List<string> parts = [];
        for (ISymbol around = type.ContainingSymbol; around is INamedTypeSymbol or INamespaceSymbol { IsGlobalNamespace: false }; around = around.ContainingSymbol)
            parts.Insert(0, around is ITypeSymbol outer ? Of(outer) : around.Name);
        return string.Join(".", parts);
    }
}
