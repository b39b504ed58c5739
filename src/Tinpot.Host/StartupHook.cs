using Tinpot.Platform.Reflection;
using Tinpot.Workers.Child;

/// <summary>
/// What the runtime runs before <c>Main</c> when <c>DOTNET_STARTUP_HOOKS</c> names this assembly, as a host does for its children. The
/// runtime looks it up by this name, outside of any namespace.
/// </summary>
internal static class StartupHook
{
    /// <summary>Runs actions when a host started this process for that, and does not return then.</summary>
    internal static void Initialize()
    {
        if (ChildGate.Asked() is { } asked && ProgramCatalog.EntryName == asked.Catalog)
            ChildGate.Run(asked, static () => ProgramCatalog.OfEntry()!.Catalog);
    }
}
