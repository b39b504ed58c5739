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
            {
                writer.WriteStartObject();
                writer.WriteString("name"u8, action.Name);
                WriteNames(writer, "aliases"u8, action.Aliases);
                writer.WriteString("title"u8, action.Title);
                writer.WriteString("group"u8, action.Group);
                writer.WriteString("queue"u8, action.Queue);
                writer.WriteString("description"u8, action.Description);
                writer.WritePropertyName("parameters_schema"u8);
                action.Parameters.WriteTo(writer);
                writer.WritePropertyName("result_schema"u8);
                if (action.Result is { } result)
                    result.WriteTo(writer);
                else
                    writer.WriteNullValue();
                if (action.Item is { } item)
                {
                    writer.WritePropertyName("item_schema"u8);
                    item.WriteTo(writer);
                }

                if (action.Timeout is { } timeout)
                    writer.WriteNumber("timeout_seconds"u8, timeout.TotalSeconds);
                writer.WriteNumber("retries"u8, action.Retries);
                if (action.Deprecated)
                    writer.WriteBoolean("deprecated"u8, true);
                ActionInfoWriter.Concurrency(writer, action.MaxConcurrent);
                if (action.Isolation is { } isolation)
                    writer.WriteString("isolation"u8, isolation == Isolation.Process ? "process"u8 : "in_process"u8);
                WriteNames(writer, "calls"u8, action.Calls);
                writer.WriteString("contract_hash"u8, action.ContractHash);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        output.WriteLine(TerminalJson.Show(buffer.WrittenSpan));
    }

    private static void WriteNames(Utf8JsonWriter writer, ReadOnlySpan<byte> member, IReadOnlyList<string> names)
    {
        writer.WriteStartArray(member);
        foreach (string name in names)
            writer.WriteStringValue(name);
        writer.WriteEndArray();
    }
}
