using Tinpot.Platform.Reflection;
using Tinpot.Runtime;

namespace Tinpot.Workers.Pool;

/// <summary>Where a child begins: before the program's <c>Main</c> where that is possible, in it elsewhere.</summary>
/// <param name="Catalog">Name of the assembly whose generated catalog the child takes; null when it begins in <c>Main</c>.</param>
/// <param name="IsHooked">By a startup hook. A natively compiled program needs none.</param>
/// <param name="Obstacle">Why it begins in <c>Main</c>.</param>
internal sealed record ChildEntry(string? Catalog, bool IsHooked, string Obstacle)
{
    private const string HookSwitch = "System.StartupHookProvider.IsSupported";

    /// <summary>Of a program about which nothing is known.</summary>
    public static ChildEntry InMain { get; } = new(null, false, "");

    /// <summary>What its author can do when a child does not come up.</summary>
    public string Advice => Catalog is null
        ? $"{Obstacle}Main must begin with 'if (TinpotHost.IsChild(args)) return await TinpotHost.RunChildAsync(args, catalog);' or call "
            + "TinpotHost.RunAsync, and print nothing before that. TINPOT_ISOLATION=inprocess runs actions without children."
        : "A module initializer or a startup hook of the program may have ended it or written to standard output. TINPOT_ISOLATION=inprocess runs actions without children.";

    /// <param name="catalog">That of the host.</param>
    public static ChildEntry Of(CompiledCatalog catalog)
    {
        if (ProgramCatalog.OfEntry() is not { } program || program.Catalog != catalog || ProgramCatalog.NameOf(program) is not { } name)
            return new(null, false, "The host's catalog is not Tinpot.Generated.ActionCatalog.Instance of this program, so ");
        if (IsNative)
            return new(name, false, "");
        return AppContext.TryGetSwitch(HookSwitch, out bool supported) && !supported
            ? new(null, false, "This program is built with StartupHookSupport=false. Set it to true in the project, or ")
            : new(name, true, "");
    }

    /// <summary>The host of the runtime says where its assemblies are, and a natively compiled program has none.</summary>
    private static bool IsNative => AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is null;
}
