using System.Globalization;
using System.Text.Json;
using Tinpot.Executions.Events;
using Tinpot.Platform.Json;
using Tinpot.Workers.Log;

namespace Tinpot.Cli;

/// <summary>
/// Prints the events of an execution: items to standard output, one line each, for other programs; everything else to
/// standard error for somebody who watches, nested calls indented.
/// </summary>
/// <param name="onClosed">Nobody reads the items any more.</param>
internal sealed class EventPrinter(Terminal terminal, Action onClosed) : IEventSink
{
    private readonly ProgressLine _progress = new(terminal);
    private bool _closed;

    /// <summary>Leaves nothing half written.</summary>
    public void End() => _progress.Clear();

    public ValueTask WriteAsync(EventBatch batch, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> rest = batch.Payload;
        while (rest.Span.IndexOf((byte)'\n') is >= 0 and var end)
        {
            Print(rest[..end]);
            rest = rest[(end + 1)..];
        }

        return ValueTask.CompletedTask;
    }

    private void Print(ReadOnlyMemory<byte> json)
    {
        if (!EventHead.TryRead(json.Span, out EventHead head) || head.DataOffset == 0)
            return;
        using JsonDocument document = JsonInput.Parse(json[head.DataOffset..^1], JsonLimits.Document);
        JsonElement data = document.RootElement;
        if (head.Kind != EventKind.Progress)
            _progress.Clear();
        switch (head.Kind)
        {
            case EventKind.Log:
                PrintLog(data);
                break;
            case EventKind.Call:
                PrintCall(data);
                break;
            case EventKind.Item:
                PrintItem(data);
                break;
            case EventKind.Progress:
                string message = data.TryGetProperty("message"u8, out JsonElement said) ? said.GetString() ?? "" : "";
                _progress.Show(data.GetProperty("fraction"u8).GetDouble(), message);
                break;
            case EventKind.Gap:
                terminal.Error.WriteLine($"[{data.GetProperty("lost"u8)} lines dropped]");
                break;
        }
    }

    private void PrintItem(JsonElement data)
    {
        if (_closed)
            return;
        try
        {
            terminal.Out.WriteLine(TerminalJson.Show(data.GetProperty("value"u8).GetRawText()));
        }
        catch (IOException)
        {
            // The other end of the pipe has seen enough, e.g. head
            _closed = true;
            onClosed();
        }
    }

    /// <summary>What an action prints is shown as it printed it; what it logs carries its level when that matters.</summary>
    private void PrintLog(JsonElement data)
    {
        string level = data.GetProperty("level"u8).GetString() ?? "";
        bool said = data.GetProperty("stream"u8).ValueEquals("log"u8) && level is not "INFO";
        terminal.Error.WriteLine($"{Indent(data)}{(said ? level + " " : "")}{data.GetProperty("message"u8).GetString()}");
    }

    private void PrintCall(JsonElement data)
    {
        string indent = Indent(data)[2..];
        string? action = data.GetProperty("action"u8).GetString();
        terminal.Error.WriteLine(data.GetProperty("phase"u8).ValueEquals("started"u8)
            ? $"{indent}> {action} {Raw(data, "parameters")}"
            : string.Create(CultureInfo.InvariantCulture, $"{indent}< {action} {Raw(data, "state").Trim('"')} {Duration(data):F0} ms"));
    }

    private static double Duration(JsonElement data) =>
        data.TryGetProperty("duration_ms"u8, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : 0;

    private static string Raw(JsonElement data, string name) =>
        data.TryGetProperty(name, out JsonElement value) ? TerminalJson.Show(value.GetRawText()) : "";

    private static string Indent(JsonElement data) =>
        new(' ', 2 * Math.Clamp(data.GetProperty("call_depth"u8).GetInt32(), 0, 32));
}
