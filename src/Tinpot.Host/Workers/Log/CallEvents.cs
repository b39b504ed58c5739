using System.Buffers;
using System.Text.Json;
using Tinpot.Executions;
using Tinpot.Platform.Json;

namespace Tinpot.Workers.Log;

/// <summary>Writes <c>call</c>, <c>item</c> and <c>progress</c> events.</summary>
internal static class CallEvents
{
    /// <param name="arguments">One JSON object; empty when it was too large to record.</param>
    public static void WriteStarted(EventBuffer buffer, CallLog call, ReadOnlySpan<byte> arguments)
    {
        using (Utf8JsonWriter writer = Begin(buffer, "call"u8))
        {
            WriteCall(writer, call, "started"u8);
            if (call.ExecutionId is { } execution)
                writer.WriteString("execution_id"u8, execution);
            writer.WritePropertyName("parameters"u8);
            WriteValue(writer, arguments);
            if (arguments.IsEmpty)
                writer.WriteBoolean("truncated"u8, true);
            End(writer);
        }

        buffer.Write("\n"u8);
    }

    /// <param name="result">One JSON value, masked; empty = none.</param>
    public static void WriteFinished(
        EventBuffer buffer, CallLog call, ReadOnlySpan<byte> result, in CallResult end, SecretMasker masker)
    {
        using (Utf8JsonWriter writer = Begin(buffer, "call"u8))
        {
            WriteCall(writer, call, "finished"u8);
            writer.WriteString("state"u8, end.State.Json());
            writer.WriteNumber("duration_ms"u8, Milliseconds(end.Duration));
            writer.WritePropertyName("result"u8);
            WriteValue(writer, result);
            if (end.Truncated)
                writer.WriteBoolean("truncated"u8, true);
            writer.WritePropertyName("error"u8);
            if (end.State == ExecutionState.FAILURE)
                ExecutionErrorJson.Write(writer, masker.Apply(end.Error!));
            else
                writer.WriteNullValue();
            End(writer);
        }

        buffer.Write("\n"u8);
    }

    /// <summary>Calls that are only counted.</summary>
    public static void WriteRepeated(
        EventBuffer buffer, CallLog caller, string action, long repeated, long failed, TimeSpan total)
    {
        using (Utf8JsonWriter writer = Begin(buffer, "call"u8))
        {
            writer.WriteString("parent_id"u8, caller.CallId);
            writer.WriteString("action"u8, action);
            writer.WriteNumber("call_depth"u8, caller.Depth + 1);
            writer.WriteString("phase"u8, "repeated"u8);
            writer.WriteNumber("repeated"u8, repeated);
            writer.WriteNumber("failed"u8, failed);
            writer.WriteNumber("total_ms"u8, Milliseconds(total));
            End(writer);
        }

        buffer.Write("\n"u8);
    }

    /// <param name="value">One JSON value, masked.</param>
    public static void WriteItem(EventBuffer buffer, CallLog call, long index, ReadOnlySpan<byte> value)
    {
        using (Utf8JsonWriter writer = Begin(buffer, "item"u8))
        {
            writer.WriteNumber("index"u8, index);
            writer.WritePropertyName("value"u8);
            WriteValue(writer, value);
            writer.WriteString("call_id"u8, call.CallId);
            End(writer);
        }

        buffer.Write("\n"u8);
    }

    public static void WriteProgress(EventBuffer buffer, CallLog call, double fraction, string? message)
    {
        using (Utf8JsonWriter writer = Begin(buffer, "progress"u8))
        {
            writer.WriteNumber("fraction"u8, fraction);
            writer.WriteString("message"u8, message);
            writer.WriteString("call_id"u8, call.CallId);
            End(writer);
        }

        buffer.Write("\n"u8);
    }

    private static Utf8JsonWriter Begin(IBufferWriter<byte> buffer, ReadOnlySpan<byte> type)
    {
        var writer = new Utf8JsonWriter(buffer, JsonWriting.Plain);
        writer.WriteStartObject();
        writer.WriteString("type"u8, type);
        writer.WriteStartObject("data"u8);
        return writer;
    }

    private static void End(Utf8JsonWriter writer)
    {
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter writer, CallLog call, ReadOnlySpan<byte> phase)
    {
        writer.WriteString("call_id"u8, call.CallId);
        writer.WriteString("parent_id"u8, call.Caller?.CallId);
        writer.WriteString("action"u8, call.Action);
        writer.WriteNumber("call_depth"u8, call.Depth);
        writer.WriteString("phase"u8, phase);
        writer.WriteString("started_at"u8, MomentText.Of(call.StartedAt));
    }

    private static void WriteValue(Utf8JsonWriter writer, ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
            writer.WriteNullValue();
        else
            ExecutionEvents.WriteOnOneLine(writer, json);
    }

    private static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 3);
}
