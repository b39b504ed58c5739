using Tinpot.Runtime;

namespace Tinpot.Platform.Reflection;

/// <summary>Tells builds of one program apart.</summary>
internal static class CatalogBuild
{
    /// <summary>The compiler gives each build of an assembly an id of its own, by its content.</summary>
    public static string Of(CompiledCatalog catalog) =>
        $"{catalog.GetType().Assembly.ManifestModule.ModuleVersionId:n}-{typeof(CatalogBuild).Assembly.ManifestModule.ModuleVersionId:n}";
}
