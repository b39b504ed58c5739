using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Tinpot.Runtime;
using Tinpot.Settings;

namespace Tinpot.Cli;

/// <summary>The verbs of a host. Without a verb it serves.</summary>
internal static class CommandLine
{
    /// <summary>Tokens are what they say: <c>@team</c> is a value, <c>-abc</c> is not three switches.</summary>
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    private static readonly string[] RootSwitches = ["--help", "-h", "-?", "/?", "/h", "--version"];

    public static async Task<int> RunAsync(string[] args, CompiledCatalog catalog, Terminal terminal)
    {
        string[] words = args.Length == 0 || (args[0].StartsWith('-') && !RootSwitches.Contains(args[0], StringComparer.Ordinal))
            ? [RoleNames.Default, .. args]
            : args;
        if (RunCommand.Refusal(words, catalog) is { } refused)
        {
            await terminal.Error.WriteLineAsync(refused).ConfigureAwait(false);
            return ExitCode.Usage;
        }

        var root = new RootCommand("Serves the actions of this program, runs one of them, lists them, or prints their contracts.")
        {
            HostCommand.Create(HostRole.Serve, catalog, terminal),
            HostCommand.Create(HostRole.Api, catalog, terminal),
            HostCommand.Create(HostRole.Worker, catalog, terminal),
            RunCommand.Create(words, catalog, terminal),
            ListCommand.Create(catalog, terminal),
            ManifestCommand.Create(catalog, terminal),
        };

        ParseResult parsed = root.Parse(EmptyValues.Separate(root, words), Parsing);
        if (parsed.Action is ParseErrorAction or null || (parsed.Errors.Count > 0 && parsed.Action is not SynchronousCommandLineAction))
            return Refuse(parsed, terminal);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                // Each verb says itself what Ctrl-C means.
                ProcessTerminationTimeout = null,
            }).ConfigureAwait(false);
        }
        catch (StartException refusal)
        {
            await terminal.Error.WriteLineAsync(refusal.Message).ConfigureAwait(false);
            return refusal.Typed ? ExitCode.Usage : ExitCode.Start;
        }
        catch (Exception failure)
        {
            await terminal.Error.WriteLineAsync($"The command failed because of an internal error. Report it with the following text.{Environment.NewLine}{failure}").ConfigureAwait(false);
            return ExitCode.Failed;
        }
    }

    private static int Refuse(ParseResult parsed, Terminal terminal)
    {
        foreach (string error in UsageErrors.Of(parsed))
            terminal.Error.WriteLine(error);
        terminal.Error.WriteLine($"See {string.Concat(Path(parsed.CommandResult).Reverse())}--help.");
        return ExitCode.Usage;
    }

    /// <summary>The commands from the last to the first, without the program.</summary>
    private static IEnumerable<string> Path(CommandResult last)
    {
        for (CommandResult? result = last; result is { Command: not RootCommand }; result = result.Parent as CommandResult)
            yield return result.Command.Name + " ";
    }
}
