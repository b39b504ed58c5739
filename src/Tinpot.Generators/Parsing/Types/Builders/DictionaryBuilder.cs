using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Types.Builders;

/// <summary>Dictionaries, whose keys are strings.</summary>
internal static class DictionaryBuilder
{
    public static bool TryBuild(ITypeSymbol type, TypeClassifier classifier, out TypeModel? model)
    {
        model = null;
        if (CollectionTypes.Value(type, out string create) is { } value)
        {
            if (classifier.Input && create.Length == 0)
                classifier.Demand(type, "is a dictionary of its own kind; take a Dictionary");
            else if (classifier.ClassifyContent(type, value) is { } values)
                model = new DictionaryModel(values, create) { Name = type.PrintCore(), IsValueType = type.IsValueType };
            return true;
        }
        if (!CollectionTypes.IsDictionary(type))
            return false;
        classifier.Reject("the keys of a dictionary must be strings");
        return true;
    }
}
