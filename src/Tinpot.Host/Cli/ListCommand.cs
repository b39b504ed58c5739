using System.Buffers;
using System.CommandLine;
using System.Text.Json;
using Tinpot.Actions;
using Tinpot.Settings;

namespace Tinpot.Cli;

/// <summary><c>list</c>: what there is to run.</summary>
internal static class ListCommand
{
    public static Command Create(IActionCatalog catalog, Terminal terminal)
    {
        var json = new Option<bool>("--json") { Description = "Print a JSON array with schemas, for programs." };
        var command = new Command("list", "List the actions.") { json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(json))
                WriteJson(catalog, terminal.Out);
            else
                WriteTable(catalog, terminal.Out);
            return ExitCode.Success;
        });
        return command;
    }

    private static void WriteTable(IActionCatalog catalog, TextWriter output)
    {
        ActionDescriptor[] actions = [.. catalog.Actions()];
        int names = Width(actions, action => action.Name), titles = Width(actions, action => action.Title);
        foreach (IGrouping<string, ActionDescriptor> group in actions.GroupBy(action => action.Group).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            output.WriteLine(group.Key);
            foreach (ActionDescriptor action in group)
                output.WriteLine($"  {action.Name.PadRight(names)}  {action.Title.PadRight(titles)}  {Said(action)}".TrimEnd());
        }
    }

    /// <summary>A title that is longer than most stands out of its column.</summary>
    private static int Width(ActionDescriptor[] actions, Func<ActionDescriptor, string> text) =>
        Math.Min(40, actions.Select(action => text(action).Length).DefaultIfEmpty().Max());

    private static string Said(ActionDescriptor action)
    {
        List<string> facts = [];
        if (action.Deprecated)
            facts.Add("deprecated");
        if (action.Aliases.Count > 0)
            facts.Add($"also {string.Join(", ", action.Aliases)}");
        string said = action.Description.Split('\n', 2)[0].TrimEnd('\r');
        return facts.Count == 0 ? said : $"{said} [{string.Join("; ", facts)}]".TrimStart();
    }

    private static void WriteJson(IActionCatalog catalog, TextWriter output)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartArray();
            foreach (ActionDescriptor action in catalog.Actions())
                ActionInfoWriter.Write(writer, action, action.Timeout, action.Isolation);

            writer.WriteEndArray();
        }

        output.WriteLine(TerminalJson.Show(buffer.WrittenSpan));
    }
}
