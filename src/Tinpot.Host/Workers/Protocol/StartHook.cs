using Tinpot.Platform.Processes;

namespace Tinpot.Workers.Protocol;

/// <summary>The variables that make a process a child before its <c>Main</c>: set for it alone, and not for what it starts.</summary>
internal static class StartHook
{
    /// <summary>In the environment of a child: the name of the assembly whose catalog it must have.</summary>
    public const string CatalogVariable = "TINPOT_CHILD_CATALOG";

    /// <summary>Names assemblies whose <c>StartupHook</c> the runtime runs before <c>Main</c>.</summary>
    public const string Variable = "DOTNET_STARTUP_HOOKS";

    /// <summary>This assembly. The runtime finds it by its name among what the program depends on.</summary>
    private const string Name = "Tinpot.Host";

    private const char Separator = ':';

    /// <summary>Asks a process that is to be started to become a child.</summary>
    /// <param name="catalog">Name of the assembly whose catalog it must have.</param>
    /// <param name="isHooked">The program is not compiled natively.</param>
    public static void Ask(IDictionary<string, string?> environment, string catalog, bool isHooked)
    {
        environment[CatalogVariable] = catalog;
        if (!isHooked)
            return;
        // Last: hooks of the operator's that children are to have would never run behind it
        environment[Variable] = environment.TryGetValue(Variable, out string? others) && !string.IsNullOrEmpty(others)
            ? $"{others}{Separator}{Name}"
            : Name;
    }

    /// <summary>Takes the variables out of what this process passes on, by .NET or by native code.</summary>
    public static void Withdraw()
    {
        OwnEnvironment.Set(CatalogVariable, null);
        if (Environment.GetEnvironmentVariable(Variable) is not { } hooks)
            return;
        string others = string.Join(Separator, hooks.Split(Separator).Where(hook => hook != Name));
        OwnEnvironment.Set(Variable, others.Length == 0 ? null : others);
    }
}
