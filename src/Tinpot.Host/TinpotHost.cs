using Tinpot.Cli;
using Tinpot.Runtime;

namespace Tinpot;

/// <summary>The entry of a program that is nothing but its actions.</summary>
public static class TinpotHost
{
    /// <summary>Serves the actions, or does what the command line asks: <c>serve</c> (default), <c>run</c>, <c>list</c>, <c>manifest</c>.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="catalog">The generated catalogue, <c>Tinpot.Generated.ActionCatalog.Instance</c>.</param>
    /// <returns>The exit code: 0 success, 1 the action failed or the manifest differs, 2 usage or validation, 3 configuration or start, 130 cancelled.</returns>
    public static Task<int> RunAsync(string[] args, CompiledCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(catalog);
        return CommandLine.RunAsync(args, catalog, Terminal.Open());
    }
}
