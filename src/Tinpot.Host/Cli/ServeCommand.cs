using System.CommandLine;
using System.CommandLine.Parsing;
using Tinpot.Configuration;
using Tinpot.Hosting;
using Tinpot.Runtime;

namespace Tinpot.Cli;

/// <summary><c>serve</c>: API, console and worker in this process.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create(CompiledCatalog catalog, Terminal terminal)
    {
        var urls = new Option<string>("--urls")
        {
            Description = $"Where the API listens. [{ServeHost.DefaultUrl}; ASPNETCORE_URLS]",
            HelpName = "url[;url]",
        };
        var command = new Command(Name, "Serve API, console and worker (the default).") { urls };
        foreach (OptionDefinition definition in OptionTable.All.Where(definition => !definition.Secret))
        {
            command.Add(new Option<string>(definition.Switch)
            {
                Description = $"{Plain(definition.Meaning)}. [{Plain(definition.Default)}; {definition.Variable}]",
                HelpName = "value",
            });
        }

        command.SetAction((parsed, _) => ServeHost.RunAsync(catalog, Typed(parsed, command), parsed.GetValue(urls), terminal.Error));
        return command;
    }

    private static Dictionary<string, string> Typed(ParseResult parsed, Command command)
    {
        var typed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Option option in command.Options)
        {
            if (parsed.GetResult(option) is { Implicit: false } result && result.Tokens is [Token token])
                typed[option.Name] = token.Value;
        }

        return typed;
    }

    private static string Plain(string markdown) => markdown.Replace("`", "", StringComparison.Ordinal);
}
