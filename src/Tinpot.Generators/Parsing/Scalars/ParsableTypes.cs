using Microsoft.CodeAnalysis;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Scalars;

/// <summary>Types that read themselves from text.</summary>
internal static class ParsableTypes
{
    /// <summary><c>IParsable</c> of itself, unless it is a number, which JSON writes otherwise, or says otherwise itself.</summary>
    public static bool IsParsable(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsRefLikeType: false }
        && type.AllInterfaces.Any(i => i.Is("System.IParsable") && SymbolEqualityComparer.Default.Equals(i.TypeArguments[0], type))
        && JsonShape.Peculiarity(type) is null
        && !(IsNumber(type) && type.ContainingNamespace.ToDisplayString().StartsWith("System", StringComparison.Ordinal));

    private static bool IsNumber(ITypeSymbol type) => type.Implements("System.Numerics.INumberBase");
}
