namespace Tinpot.Actions;

/// <summary>The actions of a catalog as a sequence.</summary>
internal static class CatalogActions
{
    /// <summary>In the order of their names. One that a catalog of workers has lost meanwhile is passed over.</summary>
    public static IEnumerable<ActionDescriptor> Actions(this IActionCatalog catalog) =>
        catalog.Names.Select(catalog.Find).OfType<ActionDescriptor>();
}
