using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Tinpot.Executions;

namespace Tinpot.Fleet;

/// <summary>A worker's status as the store keeps it and as the API shows it.</summary>
internal static class WorkerStatusJson
{
    public static byte[] ToBytes(WorkerStatus worker)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("instance"u8, worker.Instance);
            WriteMembers(writer, worker);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes what people see into an object that is open.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, WorkerStatus worker)
    {
        writer.WriteString("name"u8, worker.Name);
        writer.WriteString("host"u8, worker.Host);
        writer.WriteNumber("pid"u8, worker.ProcessId);
        WriteNames(writer, "queues", worker.Queues);
        WriteNames(writer, "groups", worker.Groups);
        writer.WriteNumber("slots"u8, worker.Slots);
        writer.WriteNumber("busy"u8, worker.Busy);
        writer.WriteString("state"u8, worker.State == WorkerState.Draining ? "draining"u8 : "running"u8);
        writer.WriteString("started_at"u8, MomentText.Of(worker.StartedAt));
        writer.WriteString("last_seen"u8, MomentText.Of(worker.LastSeen));
        writer.WriteString("version"u8, worker.Version);
        writer.WriteString("catalogue"u8, worker.Catalog);
        writer.WriteString("key_fingerprint"u8, worker.KeyFingerprint);
    }

    /// <returns>null when it is not of a version that this one can read.</returns>
    public static WorkerStatus? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement worker = document.RootElement;
            return new WorkerStatus
            {
                Instance = Text(worker, "instance"),
                Name = Text(worker, "name"),
                Host = Text(worker, "host"),
                ProcessId = worker.GetProperty("pid").GetInt32(),
                Queues = Names(worker, "queues"),
                Groups = Names(worker, "groups"),
                Slots = worker.GetProperty("slots").GetInt32(),
                Busy = worker.GetProperty("busy").GetInt32(),
                State = worker.GetProperty("state").ValueEquals("draining"u8) ? WorkerState.Draining : WorkerState.Running,
                StartedAt = Moment(worker, "started_at"),
                LastSeen = Moment(worker, "last_seen"),
                Version = Text(worker, "version"),
                Catalog = Text(worker, "catalogue"),
                KeyFingerprint = Text(worker, "key_fingerprint"),
            };
        }
        catch (Exception foreign) when (foreign is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    private static void WriteNames(Utf8JsonWriter writer, string member, IReadOnlyList<string>? names)
    {
        if (names is null)
        {
            writer.WriteNull(member);
            return;
        }

        writer.WriteStartArray(member);
        foreach (string name in names)
            writer.WriteStringValue(name);
        writer.WriteEndArray();
    }

    private static string Text(JsonElement worker, string member) =>
        worker.GetProperty(member).GetString() ?? throw new FormatException($"'{member}' is null.");

    private static string[]? Names(JsonElement worker, string member) => worker.GetProperty(member) is { ValueKind: JsonValueKind.Array } names
        ? [.. names.EnumerateArray().Select(name => name.GetString() ?? "")]
        : null;

    private static DateTimeOffset Moment(JsonElement worker, string member) => DateTimeOffset.ParseExact(
        Text(worker, member), MomentText.Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
