using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing.Types.Builders;

/// <summary><c>int?</c> and other nullable values.</summary>
internal static class NullableBuilder
{
    public static bool TryBuild(ITypeSymbol type, TypeClassifier classifier, out TypeModel? model)
    {
        model = null;
        if (type is not INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [{ } value] })
            return false;
        model = classifier.Classify(value) is { } inner ? inner with { Nullable = true } : null;
        return true;
    }
}
