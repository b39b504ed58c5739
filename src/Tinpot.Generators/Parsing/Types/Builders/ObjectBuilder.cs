using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Types.Builders;

/// <summary>Records, classes and structs, by their properties. It takes every type that is left.</summary>
internal static class ObjectBuilder
{
    public static bool TryBuild(ITypeSymbol type, TypeClassifier classifier, out TypeModel? model)
    {
        model = null;
        if (type is not INamedTypeSymbol named || !ObjectTypes.MayBeObject(named))
            classifier.Reject(TypeAdvice.For(type));
        else if (!classifier.Input && IsAwaitable(named))
            classifier.Reject("Tinpot does not await it; await it in the action and return its result, or return a Task");
        else if (classifier.TryDefine(named))
            model = new ObjectModel(classifier.View) { Name = named.PrintCore(), IsValueType = named.IsValueType };
        return true;
    }

    private static bool IsAwaitable(INamedTypeSymbol type) =>
        ObjectMembers.Bases(type).Prepend(type).SelectMany(static t => t.GetMembers("GetAwaiter")).Any(static m => m is IMethodSymbol { IsStatic: false, Parameters.IsEmpty: true });
}
