using Microsoft.CodeAnalysis;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Declarations;

/// <summary>Reads <c>[ActionServices]</c> methods.</summary>
internal static class ServicesParser
{
    /// <summary>The method as C# calls it; null when it is not shaped as it must be.</summary>
    public static string? Parse(IMethodSymbol method, Compilation compilation) =>
        method is { IsStatic: true, IsGenericMethod: false, RefKind: RefKind.None, MethodKind: MethodKind.Ordinary, Parameters: [var services, var configuration] }
            && (method.ReturnsVoid || method.ReturnType.Is(KnownNames.ServiceCollection))
            && services is { RefKind: RefKind.None } && services.Type.Is(KnownNames.ServiceCollection)
            && configuration is { RefKind: RefKind.None } && configuration.Type.Is(KnownNames.Configuration)
            && method is { IsAbstract: false, ContainingType: { IsGenericType: false, IsExtension: false } }
            && IsCallable(method)
            && method.IsReachable(compilation)
            ? $"{method.ContainingType.PrintCore()}.{method.Name.Escaped()}"
            : null;

    /// <summary>A call does what the method says, before it goes on.</summary>
    private static bool IsCallable(IMethodSymbol method) =>
        UnnameableTypes.Forbidden(method.ContainingType) is null
        && !JsonShape.IsForbidden(method)
        && !(method.ReturnsVoid && (method.PartialImplementationPart ?? method).IsAsync)
        && method.Attribute("System.Diagnostics.ConditionalAttribute") is null
        && method.Attribute("System.Runtime.InteropServices.UnmanagedCallersOnlyAttribute") is null;
}
