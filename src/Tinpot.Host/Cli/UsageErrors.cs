using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Tinpot.Hosting;
using Tinpot.Schemas;
using Tinpot.Settings;

namespace Tinpot.Cli;

/// <summary>Says what is wrong with a command line, a sentence each.</summary>
internal static class UsageErrors
{
    /// <summary>How people ask for a port or an address elsewhere.</summary>
    private static readonly string[] Listening = ["--port", "-p", "--http-port", "--host", "--bind", "--listen", "--address", "--url"];

    public static IEnumerable<string> Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        IReadOnlyList<string> unknown = parsed.UnmatchedTokens;
        for (int index = 0; index < unknown.Count; index++)
        {
            string name = unknown[index].Split('=', 2)[0];
            if (HostCommand.Is(command) && Listening.Contains(name, StringComparer.Ordinal))
            {
                string? value = name.Length < unknown[index].Length ? unknown[index][(name.Length + 1)..] : unknown.ElementAtOrDefault(index + 1);
                // The value is a word of its own, and no fault of its own
                if (name.Length == unknown[index].Length && value?.StartsWith('-') == false)
                    index++;
                yield return $"'{name}' is not an option of {command.Name}. To choose the address, use --urls {Address(value)}.";
                continue;
            }

            yield return Unknown(unknown[index], name, command);
            // Its value is not a separate error, and may be a secret
            if (name.StartsWith('-') && name.Length == unknown[index].Length && unknown.ElementAtOrDefault(index + 1)?.StartsWith('-') == false)
                index++;
        }

        foreach (ParseError error in parsed.Errors)
        {
            if (error.SymbolResult is OptionResult option)
                yield return Wrong(option, error);
            else if (unknown.Count == 0)
                yield return error.Message;
        }
    }

    private static string Wrong(OptionResult option, ParseError error)
    {
        string name = option.IdentifierToken?.Value ?? option.Option.Name;
        return option.Tokens.Count < option.Option.Arity.MinimumNumberOfValues ? $"{name} needs a value."
            : option.Tokens.Count > option.Option.Arity.MaximumNumberOfValues ? $"{name} takes one value, but {option.Tokens.Count} were given."
            : error.Message;
    }

    private static string Unknown(string token, string name, Command command)
    {
        if (HostCommand.Is(command)
            && OptionTable.All.FirstOrDefault(option => option.Secret && option.Switch == name) is { } secret)
        {
            string file = OptionTable.All.Any(option => option.Variable == secret.Variable + "_FILE") ? $", or {secret.Variable}_FILE" : "";
            return $"'{name}' is not accepted here: every user of the machine can read a command line. Set {secret.Variable} in the environment{file}.";
        }

        if (!name.StartsWith('-') && command is not RootCommand)
            return $"'{token}' is not expected here.";
        IEnumerable<string> known = name.StartsWith('-')
            ? command.Options.SelectMany(option => option.Aliases.Prepend(option.Name))
            : command.Subcommands.Select(verb => verb.Name);
        string meant = Suggestion.Closest(name, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        string kind = name.StartsWith('-') ? "an option" : "a command";
        string where = command is RootCommand ? "" : $" of {command.Name}";
        return $"'{name}' is not {kind}{where}.{meant}";
    }

    private static string Address(string? value) => ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
        ? string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}")
        : ServeHost.DefaultUrl;
}
