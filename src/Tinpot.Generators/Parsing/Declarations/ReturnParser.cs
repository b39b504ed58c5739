using Microsoft.CodeAnalysis;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;
using Tinpot.Generators.Parsing.Types;

namespace Tinpot.Generators.Parsing.Declarations;

/// <summary>Reads what an action returns.</summary>
internal static class ReturnParser
{
    public static ReturnModel? Parse(IMethodSymbol method, Compilation compilation, List<DeclarationProblem> problems, CancellationToken cancellation)
    {
        if (method.ReturnsByRef || method.ReturnsByRefReadonly || method.ReturnType.IsRefLikeType)
        {
            problems.Add(new DeclarationProblem(DiagnosticIds.ByReference, -1, [method.Name, "the result"]));
            return null;
        }
        (ReturnKind kind, ITypeSymbol? value) = Unwrap(method);
        string name = method.ReturnType.Print();
        if (value is null)
            return new ReturnModel(kind, name, null);
        if (kind is not ReturnKind.Stream && IsStream(value))
        {
            problems.Add(new DeclarationProblem(DiagnosticIds.UnsupportedType, -1, [method.Name, "the result", method.ReturnType.Display(), "streamed",
                kind is ReturnKind.Direct ? "declare it as IAsyncEnumerable<T>" : "return the IAsyncEnumerable<T> itself; its iterator may await"]));
            return null;
        }
        TypeClassifier classifier = new(compilation, input: false, cancellation);
        if (classifier.Classify(value) is { } type)
            return new ReturnModel(kind, name, type, classifier.Definitions);
        problems.Add(classifier.Obstacle.At(-1, method.Name, "the result", value, "written"));
        return null;
    }

    private static (ReturnKind, ITypeSymbol?) Unwrap(IMethodSymbol method)
    {
        if (method.ReturnsVoid)
            return (ReturnKind.Direct, null);
        if (method.ReturnType is not INamedTypeSymbol named)
            return (ReturnKind.Direct, method.ReturnType);
        return named.MetadataName() switch
        {
            KnownNames.Task => (ReturnKind.Task, named.TypeArguments.FirstOrDefault()),
            KnownNames.AsyncEnumerable => (ReturnKind.Stream, named.TypeArguments[0]),
            KnownNames.ValueTask => (ReturnKind.ValueTask, named.TypeArguments.FirstOrDefault()),
            _ => (ReturnKind.Direct, named),
        };
    }

    /// <summary>Written as an object, a class that is a stream would lose its items.</summary>
    private static bool IsStream(ITypeSymbol type) => type.Is(KnownNames.AsyncEnumerable) || type.Implements(KnownNames.AsyncEnumerable);
}
