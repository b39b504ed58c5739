using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Tinpot.Platform.Json;

namespace Tinpot.Executions.Events;

/// <summary>
/// Checks events that were stored, before anybody reads them. An event that is damaged becomes a gap of one line under its number, and
/// the events around it stay.
/// </summary>
internal static class StoredEvents
{
    private static readonly byte[] Line = Gap(1);
    private static readonly byte[] Several = Gap(0);

    /// <summary>Stands for a batch whose number of events is not known.</summary>
    public static EventBatch Unreadable(EventId first) => new(first, 1, 0, 0, 0, Several);

    /// <summary>Stands for events at the end that are counted and cannot be shown, so that a reader does not wait for them forever.</summary>
    /// <param name="last">The last event that is counted.</param>
    /// <returns>null when the range does not reach them.</returns>
    public static EventBatch? UnreadableEnd(EventRange range, EventId last) =>
        range is { FromLine: null, CallsOnly: false } && last.CompareTo(range.After) > 0 ? Unreadable(last) : null;

    /// <param name="damaged">Is told of each event that cannot be read, with the reason.</param>
    /// <returns>The same batch when every event can be read.</returns>
    public static EventBatch Check(EventBatch batch, Action<EventId, string> damaged)
    {
        ReadOnlySpan<byte> payload = batch.Payload.Span;
        if (batch.Count < 1 || payload.IsEmpty || payload[^1] != (byte)'\n' || payload.Count((byte)'\n') != batch.Count)
        {
            damaged(batch.First, "the batch does not contain the number of events that it states");
            return Unreadable(batch.First);
        }

        ArrayBufferWriter<byte>? mended = null;
        EventId id = batch.First;
        for (int start = 0; start < payload.Length; id = id with { Sequence = id.Sequence + 1 })
        {
            int length = payload[start..].IndexOf((byte)'\n') + 1;
            ReadOnlySpan<byte> line = payload.Slice(start, length);
            if (Fault(line[..^1]) is { } fault)
            {
                damaged(id, fault);
                mended ??= Begin(payload[..start]);
                mended.Write(Line);
            }
            else
            {
                mended?.Write(line);
            }

            start += length;
        }

        return mended is null ? batch : batch with { Payload = mended.WrittenMemory };
    }

    /// <returns>Why the event cannot be read; null when it can.</returns>
    private static string? Fault(ReadOnlySpan<byte> json)
    {
        try
        {
            if (!Utf8.IsValid(json))
                return "the event is not UTF-8";
            var reader = JsonInput.Open(json, JsonLimits.Document);
            string? fault = EventShape.Fault(json, ref reader);
            while (reader.Read())
            {
            }

            return fault;
        }
        catch (JsonException)
        {
            return "the event is not JSON";
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException)
        {
            return "a member of the event is of another type";
        }
    }

    private static ArrayBufferWriter<byte> Begin(ReadOnlySpan<byte> good)
    {
        var buffer = new ArrayBufferWriter<byte>(good.Length + 1024);
        buffer.Write(good);
        return buffer;
    }

    private static byte[] Gap(long lost)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ExecutionEvents.WriteGap(buffer, lost, unreadable: true);
        return buffer.WrittenSpan.ToArray();
    }
}
