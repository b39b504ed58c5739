using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Parsing;

/// <summary>What referenced assemblies announce of their actions.</summary>
internal static class ReferencedCatalogues
{
    /// <param name="Catalog">Fully qualified C# name of the catalogue.</param>
    public sealed record Announcement(string Assembly, string Catalog, string[] Actions, string[] Aliases, string[] Methods);

    public static IEnumerable<Announcement> Of(Compilation compilation)
    {
        foreach (IAssemblySymbol assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            // Cheap first: what does not know our attributes announces nothing
            if (!assembly.Modules.Any(static m => m.ReferencedAssemblies.Any(static r => r.Name == KnownNames.AbstractionsAssembly)))
                continue;
            if (assembly.Attribute(KnownNames.ActionCatalog) is { } attribute && attribute.Positional(0) is ITypeSymbol catalog)
                yield return new Announcement(assembly.Name, catalog.PrintCore(), Names(attribute, "Actions"), Names(attribute, "Aliases"), Names(attribute, "Methods"));
        }
    }

    private static string[] Names(AttributeData attribute, string property) => [.. attribute.NamedList(property).OfType<string>()];
}
