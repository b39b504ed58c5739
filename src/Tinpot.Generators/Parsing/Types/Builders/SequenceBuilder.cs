using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Types.Builders;

/// <summary>Lists, arrays and sets.</summary>
internal static class SequenceBuilder
{
    public static bool TryBuild(ITypeSymbol type, TypeClassifier classifier, out TypeModel? model)
    {
        model = null;
        if (CollectionTypes.Item(type, out bool unique, out string create) is not { } item)
            return false;
        if (classifier.Input && create.Length == 0)
            classifier.Demand(type, "is a list of its own kind; take a List");
        else if (classifier.ClassifyContent(type, item) is { } items)
            model = new SequenceModel(items, unique, create) { Name = type.PrintCore(), IsValueType = type.IsValueType };
        return true;
    }
}
