using System.Reflection;
using Tinpot.Runtime;

namespace Tinpot.Platform.Reflection;

/// <summary>Finds the generated catalog of the running program, without its <c>Main</c>.</summary>
internal static class ProgramCatalog
{
    /// <summary>Name of the program's assembly; none of its code runs for that.</summary>
    public static string? EntryName => Assembly.GetEntryAssembly()?.GetName().Name;

    /// <summary>Name of the program's assembly, where its mark is at hand.</summary>
    public static string? NameOf(ProgramCatalogAttribute program) => program.GetType().Assembly.GetName().Name;

    /// <summary>
    /// Whether a catalog is that of a program which runs inside another, as under <c>WebApplicationFactory</c>. This process
    /// cannot be started again to be a child of that program.
    /// </summary>
    public static bool IsHosted(CompiledCatalog catalog) =>
        OfEntry()?.Catalog != catalog
        && AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetCustomAttribute<ProgramCatalogAttribute>()?.Catalog == catalog);

    /// <returns>null when the program has no catalog.</returns>
    public static ProgramCatalogAttribute? OfEntry() => Assembly.GetEntryAssembly()?.GetCustomAttribute<ProgramCatalogAttribute>();
}
