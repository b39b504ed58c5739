using Microsoft.CodeAnalysis;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Declarations;

/// <summary>The <c>[Action]</c> methods of a referenced assembly.</summary>
/// <remarks>Every type is looked at, so this is for an analyzer that has a question, not for a pipeline.</remarks>
internal static class ReferencedActions
{
    public static IEnumerable<(string Name, IMethodSymbol Method)> Of(Compilation compilation, string assembly)
    {
        foreach (IAssemblySymbol symbol in compilation.SourceModule.ReferencedAssemblySymbols.Where(a => a.Name == assembly))
        {
            foreach (IMethodSymbol method in Types(symbol.GlobalNamespace).SelectMany(static t => t.GetMembers().OfType<IMethodSymbol>()))
            {
                if (method.Attribute(KnownNames.Action) is { } attribute)
                    yield return (ActionParser.NameOf(method, attribute), method);
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol around) => around.GetMembers().SelectMany(static member => member switch
    {
        INamedTypeSymbol type => Types(type).Prepend(type),
        INamespaceSymbol inner => Types(inner),
        _ => [],
    });
}
