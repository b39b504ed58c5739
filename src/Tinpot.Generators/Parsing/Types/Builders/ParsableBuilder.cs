using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Scalars;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Types.Builders;

/// <summary>Types that parse text: <c>IParsable</c>.</summary>
internal static class ParsableBuilder
{
    public static bool TryBuild(ITypeSymbol type, TypeClassifier classifier, out TypeModel? model) =>
        (model = ParsableTypes.IsParsable(type) ? new ParsableModel { Name = type.PrintCore(), IsValueType = type.IsValueType } : null) is not null;
}
