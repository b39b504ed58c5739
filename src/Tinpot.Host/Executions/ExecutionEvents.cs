using System.Buffers;
using System.Text.Json;
using Tinpot.Platform.Json;

namespace Tinpot.Executions;

/// <summary>
/// Writes events as viewers get them: one JSON object on one line, ended by <c>\n</c>, which follows <c>data: </c>
/// on the wire.
/// </summary>
internal static class ExecutionEvents
{
    /// <summary>Opens every connection; it has no number.</summary>
    public static void WriteConnected(IBufferWriter<byte> buffer, Guid id, string action, ExecutionState state)
    {
        using (var writer = new Utf8JsonWriter(buffer, JsonWriting.Plain))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, "connected"u8);
            writer.WriteString("execution_id"u8, id);
            writer.WriteString("action_name"u8, action);
            writer.WriteString("state"u8, state.Json());
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
    }

    /// <summary>The execution is in another, not terminal, state.</summary>
    /// <param name="worker">Who runs it; left out when nobody does.</param>
    /// <param name="attempt">Which attempt this is; left out when it is 0.</param>
    /// <param name="retryAt">When the next attempt is due.</param>
    /// <param name="error">Why there is to be a next attempt.</param>
    public static void WriteState(
        IBufferWriter<byte> buffer, ExecutionState state, string? worker, int attempt, DateTimeOffset? retryAt = null, ExecutionError? error = null)
    {
        using (var writer = new Utf8JsonWriter(buffer, JsonWriting.Plain))
        {
            WriteHead(writer, "state"u8);
            writer.WriteString("state"u8, state.Json());
            if (worker is not null)
                writer.WriteString("worker"u8, worker);
            if (attempt > 0)
                writer.WriteNumber("attempt"u8, attempt);
            if (retryAt is { } due)
                writer.WriteString("retry_at"u8, MomentText.Of(due));
            if (error is not null)
            {
                writer.WritePropertyName("error"u8);
                ExecutionErrorJson.Write(writer, error);
            }

            WriteTail(writer);
        }

        buffer.Write("\n"u8);
    }

    /// <summary>Events were dropped here.</summary>
    /// <param name="lost">How many log lines; 0 when that is unknown.</param>
    /// <param name="unreadable">They are stored, and damaged.</param>
    public static void WriteGap(IBufferWriter<byte> buffer, long lost, bool unreadable = false)
    {
        using (var writer = new Utf8JsonWriter(buffer, JsonWriting.Plain))
        {
            WriteHead(writer, "gap"u8);
            writer.WriteNumber("lost"u8, lost);
            if (unreadable)
                writer.WriteBoolean("unreadable"u8, true);
            WriteTail(writer);
        }

        buffer.Write("\n"u8);
    }

    /// <summary>The last event of an execution.</summary>
    /// <param name="result">UTF-8 JSON; empty = none.</param>
    public static void WriteComplete(
        IBufferWriter<byte> buffer, ExecutionState state, ReadOnlySpan<byte> result, ExecutionError? error)
    {
        using (var writer = new Utf8JsonWriter(buffer, JsonWriting.Plain))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, "complete"u8);
            writer.WriteString("state"u8, state.Json());
            writer.WriteBoolean("successful"u8, state == ExecutionState.SUCCESS);
            writer.WritePropertyName("result"u8);
            if (result.IsEmpty)
                writer.WriteNullValue();
            else
                WriteOnOneLine(writer, result);
            writer.WritePropertyName("error"u8);
            if (error is null)
                writer.WriteNullValue();
            else
                ExecutionErrorJson.Write(writer, error);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
    }

    private static void WriteHead(Utf8JsonWriter writer, ReadOnlySpan<byte> type)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, type);
        writer.WriteStartObject("data"u8);
    }

    private static void WriteTail(Utf8JsonWriter writer)
    {
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // Between the tokens of a JSON text line ends are white space, within strings they cannot stand.
    internal static void WriteOnOneLine(Utf8JsonWriter writer, ReadOnlySpan<byte> json)
    {
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
