using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Tinpot.Executions;
using Tinpot.Platform.Json;

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
            StoredWorker worker = StoredDocument.Read(json.Span, FleetJson.Default.StoredWorker, "The status of the worker");
            return new WorkerStatus
            {
                Instance = Given(worker.Instance),
                Name = Given(worker.Name),
                Host = Given(worker.Host),
                ProcessId = Given(worker.Pid),
                Queues = worker.Queues,
                Groups = worker.Groups,
                Slots = Given(worker.Slots),
                Busy = Given(worker.Busy),
                State = Given(worker.State) == "draining" ? WorkerState.Draining : WorkerState.Running,
                StartedAt = Moment(worker.StartedAt),
                LastSeen = Moment(worker.LastSeen),
                Version = Given(worker.Version),
                Catalog = Given(worker.Catalog),
                KeyFingerprint = Given(worker.KeyFingerprint),
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

    private static string Given(string? text) => text ?? throw new FormatException("A member is missing.");

    private static int Given(int? number) => number ?? throw new FormatException("A member is missing.");

    private static DateTimeOffset Moment(string? text) => DateTimeOffset.ParseExact(
        Given(text), MomentText.Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
