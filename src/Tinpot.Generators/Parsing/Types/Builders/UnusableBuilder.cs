using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Types.Builders;

/// <summary>Types that generated code cannot use at all.</summary>
internal static class UnusableBuilder
{
    public static bool TryBuild(ITypeSymbol type, TypeClassifier classifier, out TypeModel? model)
    {
        model = null;
        string? problem = type.TypeKind is TypeKind.Error ? "the type is unknown"
            : GrowingTypes.Problem(type) is { } growing ? growing
            : UnnameableTypes.Obstacle(type, classifier.Compilation) is { } unnameable ? unnameable
            : !IsReachable(type, classifier.Compilation) ? $"{type.Display()} is not accessible to generated code; make it internal or wider"
            : null;
        if (problem is not null)
            classifier.Reject(problem);
        return problem is not null;
    }

    private static bool IsReachable(ITypeSymbol type, Compilation compilation) => type switch
    {
        IArrayTypeSymbol array => IsReachable(array.ElementType, compilation),
        INamedTypeSymbol named => named.IsReachable(compilation),
        _ => true,
    };
}
