using System.ComponentModel;
using Microsoft.Extensions.Configuration;
using Tinpot.Cli;
using Tinpot.Platform.Reflection;
using Tinpot.Runtime;
using Tinpot.Workers.Child;
using Tinpot.Workers.Protocol;

namespace Tinpot;

/// <summary>The entry point of a program that has only actions.</summary>
public static class TinpotHost
{
    /// <summary>Serves the actions, or does what the command line asks: <c>serve</c> (default), <c>api</c>, <c>worker</c>, <c>run</c>, <c>list</c>, <c>manifest</c>.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="catalog">The generated catalog, <c>Tinpot.Generated.ActionCatalog.Instance</c>.</param>
    /// <returns>The exit code: 0 success, 1 the action failed or the manifest differs, 2 usage or validation, 3 configuration or start, 130 cancelled.</returns>
    public static Task<int> RunAsync(string[] args, CompiledCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(catalog);
        // A child must not touch the console before it has put its pipes away
        return IsChild(args) ? RunChildAsync(args, catalog) : CommandLine.RunAsync(args, catalog, Terminal.Open());
    }

    /// <summary>
    /// Whether this process was started by a host to run actions in. Usually such a process never gets to <c>Main</c>. Where it does,
    /// because the program is built without startup hooks (<c>StartupHookSupport</c>) or serves another catalog than its generated one,
    /// <c>Main</c> begins with <c>if (TinpotHost.IsChild(args)) return await TinpotHost.RunChildAsync(args, catalog);</c> and prints
    /// nothing before that.
    /// </summary>
    /// <param name="args">The program's arguments.</param>
    public static bool IsChild(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return ChildArguments.Are(args);
    }

    /// <summary>
    /// Called by generated code before the program's <c>Main</c>, where the program is compiled natively: runs actions when a host
    /// started this process for that, and does not return then.
    /// </summary>
    /// <param name="program">The generated attribute of the program.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void RunChildBeforeMain(ProgramCatalogAttribute program)
    {
        ArgumentNullException.ThrowIfNull(program);
        if (ChildGate.Asked() is { } asked && asked.Catalog == ProgramCatalog.NameOf(program))
            ChildGate.Run(asked, () => program.Catalog);
    }

    /// <summary>Runs actions for the host that started this process, until it ends.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="catalog">The generated catalog, <c>Tinpot.Generated.ActionCatalog.Instance</c>.</param>
    /// <param name="configuration">What actions are given as their configuration; null = <c>appsettings.json</c> and the environment, as a host of its own reads them.</param>
    /// <returns>The exit code: 0, or 2 when no host started it.</returns>
    public static Task<int> RunChildAsync(string[] args, CompiledCatalog catalog, IConfiguration? configuration = null)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(catalog);
        return Task.FromResult(ChildMain.Run(args, () => catalog, configuration));
    }
}
