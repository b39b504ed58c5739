using System.CommandLine;
using System.CommandLine.Parsing;
using Tinpot.Hosting;
using Tinpot.Hosting.Limits;
using Tinpot.Runtime;
using Tinpot.Settings;

namespace Tinpot.Cli;

/// <summary>The verbs that serve until they are stopped: <c>serve</c>, <c>api</c>, <c>worker</c>.</summary>
internal static class HostCommand
{
    public static Command Create(HostRole role, CompiledCatalog catalog, Terminal terminal)
    {
        var urls = new Option<string>("--urls") { Description = Listening(role), HelpName = "url[;url]" };
        var command = new Command(RoleNames.Of(role), Describe(role)) { urls };
        foreach (OptionDefinition definition in OptionTable.All.Where(definition => !definition.Secret))
        {
            command.Add(new Option<string>(definition.Switch, definition.Short is { } further ? [further] : [])
            {
                Description = $"{Plain(definition.Meaning)}. [{Plain(definition.Default)}; {definition.Variable}]",
                HelpName = "value",
            });
        }

        command.SetAction((parsed, _) =>
        {
            // Before the web server's assemblies are loaded: there may be no descriptors for them
            DescriptorBudget.Require();
            return ServeHost.RunAsync(role, catalog, Typed(parsed, command), parsed.GetValue(urls), terminal.Error);
        });
        return command;
    }

    /// <summary>Whether a command is one of these; an action may have the name of one.</summary>
    public static bool Is(Command command) =>
        command.Parents.Any(parent => parent is RootCommand) && Enum.GetValues<HostRole>().Any(role => RoleNames.Of(role) == command.Name);

    private static string Describe(HostRole role) => role switch
    {
        HostRole.Api => "Serve API and console for the actions of workers that share the same Redis.",
        HostRole.Worker => "Run actions for all hosts that share the same Redis.",
        _ => "Serve API, console and worker (the default).",
    };

    private static string Listening(HostRole role) => role == HostRole.Worker
        ? "Address for /health and /ready. [none]"
        : $"Address for API and console. [{ServeHost.DefaultUrl}; ASPNETCORE_URLS]";

    /// <returns>Text by option, each as it was spelled.</returns>
    private static Dictionary<string, string> Typed(ParseResult parsed, Command command)
    {
        var typed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Option option in command.Options)
        {
            if (parsed.GetResult(option) is { Implicit: false } result && result.Tokens is [Token token])
                typed[result.IdentifierToken?.Value ?? option.Name] = token.Value;
        }

        return typed;
    }

    private static string Plain(string markdown) => markdown.Replace("`", "", StringComparison.Ordinal);
}
