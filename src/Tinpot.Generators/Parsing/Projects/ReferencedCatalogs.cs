using Microsoft.CodeAnalysis;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Projects;

/// <summary>The actions that referenced assemblies announce.</summary>
internal static class ReferencedCatalogs
{
    /// <param name="Catalog">Fully qualified C# name of the catalog.</param>
    /// <param name="IsGlobal">Generated code can name it.</param>
    /// <param name="Aliases">Other names of the actions, and which they are of.</param>
    public sealed record Announcement(string Assembly, string Catalog, bool IsGlobal, string[] Actions, (string Alias, string Action)[] Aliases, string[] Methods);

    public static IEnumerable<Announcement> Of(Compilation compilation)
    {
        foreach (IAssemblySymbol assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            // Cheap first
            if (!assembly.KnowsActions())
                continue;
            if (assembly.Attribute(KnownNames.ActionCatalog) is { } attribute && attribute.Positional(0) is ITypeSymbol catalog)
                yield return new Announcement(assembly.Name, catalog.PrintCore(), AliasedReference.IsGlobal(assembly, compilation), Texts(attribute, "Actions"), [.. Texts(attribute, "Aliases").Select(Alias)], Texts(attribute, "Methods"));
        }
    }

    /// <summary>Names of the methods behind the actions that the assembly says it has.</summary>
    public static HashSet<string> MethodsOf(IAssemblySymbol assembly) =>
        assembly.Attribute(KnownNames.ActionCatalog) is { } attribute ? [.. Texts(attribute, "Methods")] : [];

    private static string[] Texts(AttributeData attribute, string property) => [.. attribute.NamedList(property).OfType<string>()];

    private static (string, string) Alias(string entry)
    {
        int space = entry.IndexOf(' ');
        return space < 0 ? (entry, entry) : (entry.Substring(0, space), entry.Substring(space + 1));
    }
}
