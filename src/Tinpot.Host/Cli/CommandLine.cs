using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Tinpot.Configuration;
using Tinpot.Hosting;
using Tinpot.Runtime;
using Tinpot.Schemas;

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
            ? [HostCommand.Usual, .. args]
            : args;
        var root = new RootCommand("Serves the actions of this program, runs one, lists them, or says what they promise.")
        {
            HostCommand.Create(HostRole.Serve, catalog, terminal),
            HostCommand.Create(HostRole.Api, catalog, terminal),
            HostCommand.Create(HostRole.Worker, catalog, terminal),
            RunCommand.Create(words, catalog, terminal),
            ListCommand.Create(catalog, terminal),
            ManifestCommand.Create(catalog, terminal),
        };

        ParseResult parsed = root.Parse(words, Parsing);
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
            return ExitCode.Start;
        }
    }

    private static int Refuse(ParseResult parsed, Terminal terminal)
    {
        Command command = parsed.CommandResult.Command;
        bool serving = HostCommand.Is(command);
        string path = command is RootCommand ? "" : command.Name + " ";
        if (parsed.UnmatchedTokens.Count == 0)
        {
            foreach (ParseError error in parsed.Errors)
                terminal.Error.WriteLine(error.Message);
        }

        foreach (string token in parsed.UnmatchedTokens)
            terminal.Error.WriteLine(DescribeUnknown(token, command));
        terminal.Error.WriteLine($"See {path}--help.");
        return serving ? ExitCode.Start : ExitCode.Usage;
    }

    private static string DescribeUnknown(string token, Command command)
    {
        string name = token.Split('=', 2)[0];
        if (HostCommand.Is(command)
            && OptionTable.All.FirstOrDefault(option => option.Secret && option.Switch == name) is { } secret)
        {
            string file = OptionTable.All.Any(option => option.Variable == secret.Variable + "_FILE") ? $", or {secret.Variable}_FILE" : "";
            return $"'{name}' is not accepted here: every user of the machine can read a command line. Set {secret.Variable} in the environment{file}.";
        }

        IEnumerable<string> known = name.StartsWith('-')
            ? command.Options.SelectMany(option => option.Aliases.Prepend(option.Name))
            : command.Subcommands.Select(verb => verb.Name);
        string meant = Suggestion.Closest(name, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        string kind = name.StartsWith('-') ? "an option" : command is RootCommand ? "a command" : "expected";
        string where = command is RootCommand ? "" : $" of {command.Name}";
        return kind == "expected" ? $"'{token}' is not expected here." : $"'{name}' is not {kind}{where}.{meant}";
    }
}
