using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Parsing.Symbols;

/// <summary>Assemblies that are referenced by an alias only, while generated code uses the global namespace.</summary>
internal static class AliasedReference
{
    /// <summary>The end of a sentence that begins with what is of the assembly.</summary>
    public const string Problem = "is referenced under an alias only, with which generated code cannot name it; add 'global' to the Aliases of the reference";

    // Asked of every type, and nearly always empty
    private static readonly ConditionalWeakTable<Compilation, HashSet<IAssemblySymbol>> Aliased = new();

    public static bool IsGlobal(IAssemblySymbol? assembly, Compilation compilation) =>
        assembly is null || !Aliased.GetValue(compilation, Find).Contains(assembly);

    private static HashSet<IAssemblySymbol> Find(Compilation compilation)
    {
        HashSet<IAssemblySymbol> found = new(
            compilation.References.Where(IsAliased).Select(compilation.GetAssemblyOrModuleSymbol).OfType<IAssemblySymbol>(),
            SymbolEqualityComparer.Default);
        // Of several references to one assembly, as MSBuild creates for "global,lib", the compiler keeps one with the names of all
        if (found.Count > 0)
            found.ExceptWith(compilation.GlobalNamespace.ConstituentNamespaces.Select(static part => part.ContainingAssembly));
        return found;
    }

    private static bool IsAliased(MetadataReference reference) =>
        reference.Properties.Aliases is { IsDefaultOrEmpty: false } aliases && !aliases.Contains("global");
}
