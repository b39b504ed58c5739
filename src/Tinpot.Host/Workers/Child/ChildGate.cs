using Tinpot.Platform.Processes;
using Tinpot.Runtime;
using Tinpot.Workers.Protocol;

namespace Tinpot.Workers.Child;

/// <summary>Turns a process into a child before the program's <c>Main</c> runs.</summary>
internal static class ChildGate
{
    /// <summary>What the host asked of this process; null when it is not to be a child, or only in <c>Main</c>.</summary>
    public static AskedChild? Asked() =>
        OperatingSystem.IsLinux()
        && Environment.GetEnvironmentVariable(StartHook.CatalogVariable) is { Length: > 0 } catalog
        && Environment.GetCommandLineArgs() is [_, .. var arguments]
        // What an action starts may have inherited the variables of the child
        && ChildArguments.Parse(arguments) is { Mark: var mark }
        && Environment.GetEnvironmentVariable(ProcessMark.Variable) == mark
            ? new AskedChild(catalog, arguments)
            : null;

    /// <summary>Runs actions until the host needs the process no more. Does not return.</summary>
    /// <param name="catalog">Asked when the console is safe: the first touch runs the program's module initializers.</param>
    public static void Run(AskedChild asked, Func<CompiledCatalog> catalog)
    {
        StartHook.Withdraw();
        CurrentProcess.Exit(ChildMain.Run(asked.Arguments, catalog, configuration: null));
    }
}
