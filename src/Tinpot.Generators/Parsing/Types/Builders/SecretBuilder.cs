using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Types.Builders;

/// <summary><c>Secret&lt;T&gt;</c></summary>
internal static class SecretBuilder
{
    public static bool TryBuild(ITypeSymbol type, TypeClassifier classifier, out TypeModel? model)
    {
        model = null;
        if (type is not INamedTypeSymbol { TypeArguments: [{ } hidden] } || !type.Is(KnownNames.Secret))
            return false;
        if (classifier.Classify(hidden) is { } secret)
            model = new SecretModel(secret) { Name = type.PrintCore(), IsValueType = type.IsValueType };
        return true;
    }
}
