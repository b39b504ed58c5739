using Microsoft.CodeAnalysis;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Projects;

/// <summary>Finds referenced assemblies that have actions and were compiled without the generator.</summary>
internal static class UnannouncedActions
{
    /// <summary>One public action of each such assembly, in order of their names.</summary>
    public static IEnumerable<IMethodSymbol> Find(Compilation compilation, CancellationToken cancellation)
    {
        foreach (IAssemblySymbol assembly in compilation.SourceModule.ReferencedAssemblySymbols.OrderBy(static a => a.Name, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            // A library announces its catalog, a program keeps one to itself
            if (assembly.KnowsActions() && assembly.Attribute(KnownNames.ActionCatalog) is null
                && assembly.GetTypeByMetadataName(KnownNames.ProgramCatalog) is null
                && FirstIn(assembly.GlobalNamespace) is { } action)
                yield return action;
        }
    }

    private static IMethodSymbol? FirstIn(INamespaceOrTypeSymbol place)
    {
        foreach (ISymbol member in place.GetMembers())
        {
            IMethodSymbol? found = member switch
            {
                IMethodSymbol { DeclaredAccessibility: Accessibility.Public } method when method.Attribute(KnownNames.Action) is not null => method,
                INamespaceOrTypeSymbol inner => FirstIn(inner),
                _ => null,
            };
            if (found is not null)
                return found;
        }
        return null;
    }
}
