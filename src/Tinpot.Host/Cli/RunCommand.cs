using System.CommandLine;
using Tinpot.Platform;
using Tinpot.Runtime;
using Tinpot.Schemas;

namespace Tinpot.Cli;

/// <summary><c>run &lt;action&gt;</c>: runs one action in this process; nothing is recorded, no store is opened.</summary>
internal static class RunCommand
{
    public const string Name = "run";

    private const string About = "Run an action in this process: logs to stderr, the result as JSON to stdout, nothing is recorded.";

    /// <summary>Only the named action's options are built: a catalogue may hold thousands of actions.</summary>
    /// <param name="words">The command line, verb first.</param>
    public static Command Create(string[] words, CompiledCatalog catalog, Terminal terminal)
    {
        var command = new Command(Name, About);
        if (words is [Name, var name, ..] && catalog.Find(name) is { } action)
        {
            Command run = CreateAction(action, catalog, terminal);
            if (name != action.Name)
                run.Aliases.Add(name);
            command.Add(run);
            return command;
        }

        var unknown = new Argument<string>("action") { Description = "Name of the action; 'list' shows them. 'run <action> --help' shows its options." };
        command.Add(unknown);
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parsed =>
        {
            string typed = parsed.GetValue(unknown) ?? "";
            string meant = Suggestion.Closest(typed, catalog.Names) is { } nearest ? $" Did you mean '{nearest}'?" : " See 'list'.";
            terminal.Error.WriteLine(typed.StartsWith('-')
                ? "Name the action first: run <action> [options]."
                : $"There is no action '{typed}'.{meant}");
            return ExitCode.Usage;
        });
        return command;
    }

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
                    return Refuse(terminal, $"--params gives all parameters; leave out {typed}, or put it into the file.");
                try
                {
                    parameters = await ReadAsync(path).ConfigureAwait(false);
                }
                catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
                {
                    return Refuse(terminal, $"--params: {failure.Message}");
                }

                if (ByteOrderMark.IsUtf16(parameters))
                    return Refuse(terminal, $"--params: {(path == "-" ? "the input" : path)} is UTF-16. Save it as UTF-8.");
                parameters = ByteOrderMark.Remove(parameters);
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

    private static async Task<byte[]> ReadAsync(string path)
    {
        if (path != "-")
            return await File.ReadAllBytesAsync(path).ConfigureAwait(false);
        using var content = new MemoryStream();
        await using Stream input = System.Console.OpenStandardInput();
        await input.CopyToAsync(content).ConfigureAwait(false);
        return content.ToArray();
    }

    private static int Refuse(Terminal terminal, string sentence)
    {
        terminal.Error.WriteLine(sentence);
        return ExitCode.Usage;
    }
}
