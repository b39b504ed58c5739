using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Tinpot.Generators.Parsing;

namespace Tinpot.Generators.Analyzers;

/// <summary>Whether a call could have been given a token and was not.</summary>
internal static class TokenOverload
{
    public static bool Accepts(IInvocationOperation call)
    {
        IMethodSymbol target = call.TargetMethod;
        if (target.ContainingType.Is("Tinpot.Shell") || target is { Name: "Run" or "StartNew", ContainingType.ContainingNamespace.Name: "Tasks" })
            return false;
        IArgumentOperation? token = call.Arguments.FirstOrDefault(static a => a.Parameter?.Type.Is(KnownNames.Token) is true);
        return token is null ? HasOverload(target.ReducedFrom ?? target.ConstructedFrom) : token.ArgumentKind is ArgumentKind.DefaultValue;
    }

    /// <summary>An overload that takes the same and a token behind it, and returns the same.</summary>
    private static bool HasOverload(IMethodSymbol method) => method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other =>
        other.IsStatic == method.IsStatic
        && other.Arity == method.Arity
        && other.DeclaredAccessibility >= method.DeclaredAccessibility
        && other.Parameters.Length == method.Parameters.Length + 1
        && other.Parameters[other.Parameters.Length - 1].Type.Is(KnownNames.Token)
        && other.Attribute("System.ObsoleteAttribute") is null
        && Same(other.ReturnType, method.ReturnType)
        && method.Parameters.Zip(other.Parameters, static (a, b) => a.RefKind == b.RefKind && !a.IsParams && Same(a.Type, b.Type)).All(static same => same));

    // Two overloads have type parameters of their own
    private static bool Same(ITypeSymbol a, ITypeSymbol b) => SymbolEqualityComparer.Default.Equals(a, b) || a.Print() == b.Print();
}
