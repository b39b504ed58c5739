using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Analyzers;

/// <summary>The token that a call could have been given and was not.</summary>
internal static class TokenOverload
{
    /// <summary>The parameter that would take it, of the called method or of an overload; null when there is none or it is given.</summary>
    public static IParameterSymbol? Missing(IInvocationOperation call)
    {
        IMethodSymbol target = call.TargetMethod;
        if (target.ContainingType.Is(KnownNames.Shell) || target is { Name: "Run" or "StartNew", ContainingType.ContainingNamespace.Name: "Tasks" })
            return null;
        IArgumentOperation? token = call.Arguments.FirstOrDefault(static a => a.Parameter?.Type.Is(KnownNames.Token) is true);
        return token is null ? Overload(target.ReducedFrom ?? target.ConstructedFrom)
            : token.ArgumentKind is ArgumentKind.DefaultValue ? token.Parameter
            : null;
    }

    /// <summary>Of an overload that takes the same and a token behind it, and returns the same.</summary>
    private static IParameterSymbol? Overload(IMethodSymbol method) => method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(other =>
        other.IsStatic == method.IsStatic
        && other.Arity == method.Arity
        && other.DeclaredAccessibility >= method.DeclaredAccessibility
        && other.Parameters.Length == method.Parameters.Length + 1
        && other.Parameters[other.Parameters.Length - 1].Type.Is(KnownNames.Token)
        && other.Attribute(KnownNames.Obsolete) is null
        && Same(other.ReturnType, method.ReturnType)
        && method.Parameters.Zip(other.Parameters, static (a, b) => a.RefKind == b.RefKind && !a.IsParams && Same(a.Type, b.Type)).All(static same => same))
        is { } overload ? overload.Parameters[overload.Parameters.Length - 1] : null;

    // Two overloads have type parameters of their own
    private static bool Same(ITypeSymbol a, ITypeSymbol b) => SymbolEqualityComparer.Default.Equals(a, b) || a.Print() == b.Print();
}
