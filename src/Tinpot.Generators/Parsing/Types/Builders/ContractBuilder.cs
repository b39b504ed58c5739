using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Types.Builders;

/// <summary>Types that a <c>JsonSerializerContext</c> of the author reads and writes.</summary>
internal static class ContractBuilder
{
    /// <summary>Null when no context has the type.</summary>
    public static ContractModel? Find(ITypeSymbol type, TypeClassifier classifier) =>
        JsonContexts.Access(type, classifier.Compilation, classifier.Cancellation) is { } access
            ? new ContractModel(access) { Name = type.PrintCore(), IsValueType = type.IsValueType }
            : null;
}
