using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Parsing.Types;

/// <summary>Generic types that contain themselves with type arguments which nest deeper each time: <c>Node&lt;T&gt;</c> with a <c>Node&lt;List&lt;T&gt;&gt;</c>.</summary>
internal static class GrowingTypes
{
    /// <summary>Nobody writes type arguments that nest as deep.</summary>
    private const int MaxDepth = 12;

    /// <summary>The problem of a type that grows without end; null when there is none.</summary>
    public static string? Problem(ITypeSymbol type) => IsDeeper(type, MaxDepth)
        ? "it contains itself with type arguments that nest deeper each time; use the same arguments, or a type that is not generic"
        : null;

    private static bool IsDeeper(ITypeSymbol? type, int levels) => type switch
    {
        IArrayTypeSymbol array => levels == 0 || IsDeeper(array.ElementType, levels - 1),
        INamedTypeSymbol named => (named.TypeArguments.Length > 0 && (levels == 0 || named.TypeArguments.Any(a => IsDeeper(a, levels - 1)))) || IsDeeper(named.ContainingType, levels),
        _ => false,
    };
}
