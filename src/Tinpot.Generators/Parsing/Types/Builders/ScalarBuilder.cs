using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Scalars;

namespace Tinpot.Generators.Parsing.Types.Builders;

/// <summary>Numbers, text, times and other types that the runtime reads and writes itself.</summary>
internal static class ScalarBuilder
{
    public static bool TryBuild(ITypeSymbol type, TypeClassifier classifier, out TypeModel? model) =>
        (model = ScalarTypes.Find(type)) is not null;
}
