using System.CommandLine;
using System.CommandLine.Completions;
using Tinpot.Runtime;
using Tinpot.Schemas;
using Tinpot.Settings;

namespace Tinpot.Cli;

/// <summary><c>run &lt;action&gt;</c>: runs one action in this process; nothing is recorded, no store is opened.</summary>
internal static class RunCommand
{
    public const string Name = "run";

    private const string About = "Run an action in this process. The log goes to stderr, the result goes to stdout as JSON, and nothing is recorded.";

    private const string Unnamed = "Give the name of the action first: run <action> [options]. 'list' shows the actions.";

    /// <summary>Only the named action's options are built: a catalog may hold thousands of actions.</summary>
    /// <param name="words">The command line, verb first.</param>
    public static Command Create(string[] words, CompiledCatalog catalog, Terminal terminal)
    {
        var command = new Command(Name, About);
        if (words is [Name, var name, ..] && Find(name, catalog) is { } action)
        {
            Command run = CreateAction(action, catalog, terminal);
            if (name != action.Name)
                run.Aliases.Add(name);
            command.Add(run);
            return command;
        }

        var unnamed = new Argument<string>("action")
        {
            // Else the help lists every completion in its place
            HelpName = "action",
            Description = "Name of the action; 'list' shows them. 'run <action> --help' shows its options.",
        };
        unnamed.CompletionSources.Add(_ => catalog.Names.Select(known => new CompletionItem(known)));
        command.Add(unnamed);
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(_ => Refuse(terminal, Unnamed));
        return command;
    }

    /// <summary>What is wrong when a command line names no action, or one that does not exist, with <c>--help</c> or without; else null.</summary>
    public static string? Refusal(string[] words, CompiledCatalog catalog)
    {
        if (words is [Name])
            return Unnamed;
        if (words is not [Name, var name, ..] || name.StartsWith('-') || name is "/?" or "/h" || Find(name, catalog) is not null)
            return null;
        string meant = Suggestion.Closest(name, catalog.Names) is { } nearest ? $"Did you mean '{nearest}'?" : "See 'list'.";
        return $"There is no action '{name}'. {meant}";
    }

    /// <summary>A name may be typed with dashes, as options are; none has one.</summary>
    private static ActionDescriptor? Find(string name, CompiledCatalog catalog) =>
        catalog.Find(name) ?? (name.Contains('-', StringComparison.Ordinal) ? catalog.Find(name.Replace('-', '_')) : null);

    private static Command CreateAction(ActionDescriptor action, CompiledCatalog catalog, Terminal terminal)
    {
        var file = new Option<string>("--params")
        {
            Description = "All parameters as one JSON object, from a file or - for standard input.",
            HelpName = "file|-",
        };
        var command = new Command(action.Name, action.Description.Length > 0 ? action.Description : action.Title);
        var options = new ActionOptions(action, command);
        command.Add(file);
        command.SetAction(async (parsed, _) =>
        {
            byte[] parameters;
            List<SchemaError> errors = [];
            if (parsed.GetValue(file) is { } path)
            {
                if (options.FirstTyped(parsed) is { } typed)
                    return Refuse(terminal, $"--params passes all parameters; remove {typed}, or put it into the file.");
                try
                {
                    parameters = await ParameterFile.ReadAsync(path).ConfigureAwait(false);
                }
                catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException)
                {
                    return Refuse(terminal, $"--params: {failure.Message}");
                }
            }
            else if (ProcessWords.AreDamaged(parsed.Tokens.Select(token => token.Value)))
            {
                return Refuse(terminal, "The command line is not UTF-8. Pass such values as JSON with --params -.");
            }
            else
            {
                parameters = options.ToJson(parsed, errors);
            }

            if (errors.Count == 0)
                errors.AddRange(catalog.Check(action, parameters));
            foreach (SchemaError error in errors)
                await terminal.Error.WriteLineAsync($"{error.Path}: {error.Message}").ConfigureAwait(false);
            return errors.Count > 0
                ? ExitCode.Usage
                : await LocalRun.ExecuteAsync(action, parameters, catalog, terminal).ConfigureAwait(false);
        });
        return command;
    }

    private static int Refuse(Terminal terminal, string sentence)
    {
        terminal.Error.WriteLine(sentence);
        return ExitCode.Usage;
    }
}
