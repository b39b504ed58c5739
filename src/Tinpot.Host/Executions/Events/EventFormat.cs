using System.Buffers;
using System.Text.Json;
using Tinpot.Platform.Json;

namespace Tinpot.Executions.Events;

/// <summary>
/// How an event is written: one JSON object on one line, <c>{"type":…,"data":{…}}</c> without blanks, ended by <c>\n</c>. The first and
/// the last event of an execution have their members in place of <c>data</c>. Everything that writes an event begins here, and
/// <see cref="EventHead"/> is the only reader of what it begins with.
/// </summary>
internal static class EventFormat
{
    /// <summary>What an event begins with, up to its type.</summary>
    public static ReadOnlySpan<byte> Start => "{\"type\":\""u8;

    /// <summary>What follows the type of an event with data.</summary>
    public static ReadOnlySpan<byte> DataStart => "\",\"data\":"u8;

    /// <summary>The beginning of a <c>log</c> event, for the writer of lines, which writes no tokens.</summary>
    public static ReadOnlySpan<byte> LogStart => "{\"type\":\"log\",\"data\":{"u8;

    /// <summary>The end of an event with data.</summary>
    public static ReadOnlySpan<byte> End => "}}\n"u8;

    public static ReadOnlySpan<byte> NameOf(EventKind kind) => kind switch
    {
        EventKind.Connected => "connected"u8,
        EventKind.State => "state"u8,
        EventKind.Log => "log"u8,
        EventKind.Call => "call"u8,
        EventKind.Item => "item"u8,
        EventKind.Progress => "progress"u8,
        EventKind.Gap => "gap"u8,
        EventKind.Complete => "complete"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Begins an event; the members that the writer writes next are its data.</summary>
    public static Utf8JsonWriter Begin(IBufferWriter<byte> buffer, EventKind kind)
    {
        Utf8JsonWriter writer = BeginPlain(buffer, kind);
        writer.WriteStartObject("data"u8);
        return writer;
    }

    /// <summary>Ends what <see cref="Begin"/> began.</summary>
    public static void Finish(Utf8JsonWriter writer, IBufferWriter<byte> buffer)
    {
        writer.WriteEndObject();
        FinishPlain(writer, buffer);
    }

    /// <summary>Begins an event without data; the members that the writer writes next are its own.</summary>
    public static Utf8JsonWriter BeginPlain(IBufferWriter<byte> buffer, EventKind kind)
    {
        var writer = new Utf8JsonWriter(buffer, JsonWriting.Plain);
        writer.WriteStartObject();
        writer.WriteString("type"u8, NameOf(kind));
        return writer;
    }

    /// <summary>Ends what <see cref="BeginPlain"/> began.</summary>
    public static void FinishPlain(Utf8JsonWriter writer, IBufferWriter<byte> buffer)
    {
        writer.WriteEndObject();
        writer.Dispose();
        buffer.Write("\n"u8);
    }

    /// <summary>Writes a JSON value that an event holds; empty = null.</summary>
    /// <remarks>Between the tokens of a JSON text line ends are white space, within strings they cannot stand.</remarks>
    public static void WriteValue(Utf8JsonWriter writer, ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
        {
            writer.WriteNullValue();
            return;
        }

        if (json.IndexOfAny((byte)'\n', (byte)'\r') < 0)
        {
            writer.WriteRawValue(json, skipInputValidation: true);
            return;
        }

        byte[] line = json.ToArray();
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        line.AsSpan().Replace((byte)'\r', (byte)' ');
        writer.WriteRawValue(line, skipInputValidation: true);
    }
}
