using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing.Types.Builders;

/// <summary>Types of the framework that are not data; the message names what to take instead.</summary>
internal static class ForeignBuilder
{
    public static bool TryBuild(ITypeSymbol type, TypeClassifier classifier, out TypeModel? model)
    {
        model = null;
        if (!TypeAdvice.IsForeign(type))
            return false;
        classifier.Reject(TypeAdvice.For(type));
        return true;
    }
}
