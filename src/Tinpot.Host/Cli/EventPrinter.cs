using System.Globalization;
using System.Text.Json;
using Tinpot.Executions;
using Tinpot.Workers;

namespace Tinpot.Cli;

/// <summary>Prints the events of an execution for somebody who watches it in a terminal; nested calls are indented.</summary>
internal sealed class EventPrinter(TextWriter output) : IEventSink
{
    public ValueTask WriteAsync(EventBatch batch, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> rest = batch.Payload;
        while (rest.Span.IndexOf((byte)'\n') is >= 0 and var end)
        {
            using JsonDocument document = JsonDocument.Parse(rest[..end]);
            Print(document.RootElement);
            rest = rest[(end + 1)..];
        }

        return ValueTask.CompletedTask;
    }

    private void Print(JsonElement line)
    {
        if (!line.TryGetProperty("data"u8, out JsonElement data))
            return;
        switch (line.GetProperty("type"u8).GetString())
        {
            case "log":
                PrintLog(data);
                break;
            case "call":
                PrintCall(data);
                break;
            case "progress":
                string message = data.TryGetProperty("message"u8, out JsonElement said) ? said.GetString() ?? "" : "";
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{data.GetProperty("fraction"u8).GetDouble():P0}] {message}").TrimEnd());
                break;
            case "gap":
                output.WriteLine($"[{data.GetProperty("lost"u8)} lines dropped]");
                break;
        }
    }

    /// <summary>What an action prints is shown as it printed it; what it logs carries its level when that matters.</summary>
    private void PrintLog(JsonElement data)
    {
        string level = data.GetProperty("level"u8).GetString() ?? "";
        bool said = data.GetProperty("stream"u8).ValueEquals("log"u8) && level is not "INFO";
        output.WriteLine($"{Indent(data)}{(said ? level + " " : "")}{data.GetProperty("message"u8).GetString()}");
    }

    private void PrintCall(JsonElement data)
    {
        string indent = Indent(data)[2..];
        string? action = data.GetProperty("action"u8).GetString();
        output.WriteLine(data.GetProperty("phase"u8).ValueEquals("started"u8)
            ? $"{indent}> {action} {Raw(data, "parameters")}"
            : string.Create(CultureInfo.InvariantCulture, $"{indent}< {action} {Raw(data, "state").Trim('"')} {Duration(data):F0} ms"));
    }

    private static double Duration(JsonElement data) =>
        data.TryGetProperty("duration_ms"u8, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : 0;

    private static string Raw(JsonElement data, string name) =>
        data.TryGetProperty(name, out JsonElement value) ? value.GetRawText() : "";

    private static string Indent(JsonElement data) =>
        new(' ', 2 * Math.Clamp(data.GetProperty("call_depth"u8).GetInt32(), 0, 32));
}
