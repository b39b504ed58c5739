using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Parsing.Symbols;

/// <summary>Where <c>&lt;inheritdoc/&gt;</c> takes its text from.</summary>
internal static class DocInheritance
{
    /// <param name="cref">What it names, in source or as a documentation id; null when it names nothing.</param>
    public static ISymbol? SourceOf(ISymbol symbol, string? cref) =>
        cref is not null ? Named(symbol, cref) : symbol switch
        {
            IMethodSymbol { OverriddenMethod: { } overridden } => overridden,
            IPropertySymbol { OverriddenProperty: { } overridden } => overridden,
            INamedTypeSymbol type => ObjectMembers.Bases(type).FirstOrDefault() ?? type.Interfaces.FirstOrDefault(),
            _ => Implemented(symbol),
        };

    private static ISymbol? Implemented(ISymbol symbol) => symbol.ContainingType?.AllInterfaces
        .SelectMany(i => i.GetMembers(symbol.Name))
        .FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(m), symbol));

    /// <summary>A type or member of this assembly, looked for from the inner namespace to the outer.</summary>
    private static ISymbol? Named(ISymbol symbol, string cref)
    {
        int start = cref.IndexOf(':') + 1;
        int end = cref.IndexOf('(');
        string path = end < 0 ? cref.Substring(start) : cref.Substring(start, end - start);
        int dot = path.LastIndexOf('.');
        for (INamespaceSymbol? scope = symbol.ContainingNamespace; scope is not null; scope = scope.ContainingNamespace)
        {
            string prefix = scope.IsGlobalNamespace ? "" : scope.ToDisplayString() + ".";
            if (symbol.ContainingAssembly.GetTypeByMetadataName(prefix + path) is { } type)
                return type;
            if (dot > 0 && symbol.ContainingAssembly.GetTypeByMetadataName(prefix + path.Substring(0, dot)) is { } owner)
                return owner.GetMembers(path.Substring(dot + 1)).FirstOrDefault();
        }
        return symbol.ContainingType?.GetMembers(path).FirstOrDefault(m => !SymbolEqualityComparer.Default.Equals(m, symbol));
    }
}
