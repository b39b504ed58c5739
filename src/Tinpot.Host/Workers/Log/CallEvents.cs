using System.Text.Json;
using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Workers.Log;

/// <summary>Writes <c>call</c>, <c>item</c> and <c>progress</c> events.</summary>
internal static class CallEvents
{
    /// <param name="arguments">One JSON object; empty when it was too large to record.</param>
    public static void WriteStarted(EventBuffer buffer, CallLog call, ReadOnlySpan<byte> arguments)
    {
        Utf8JsonWriter writer = EventFormat.Begin(buffer, EventKind.Call);
        WriteCall(writer, call, "started"u8);
        if (call.ExecutionId is { } execution)
            writer.WriteString("execution_id"u8, execution);
        writer.WritePropertyName("parameters"u8);
        EventFormat.WriteValue(writer, arguments);
        if (arguments.IsEmpty)
            writer.WriteBoolean("truncated"u8, true);
        EventFormat.Finish(writer, buffer);
    }

    /// <param name="result">One JSON value, masked; empty = none.</param>
    public static void WriteFinished(
        EventBuffer buffer, CallLog call, ReadOnlySpan<byte> result, in CallResult end, SecretMasker masker)
    {
        Utf8JsonWriter writer = EventFormat.Begin(buffer, EventKind.Call);
        WriteCall(writer, call, "finished"u8);
        writer.WriteString("state"u8, end.State.Json());
        writer.WriteNumber("duration_ms"u8, Milliseconds(end.Duration));
        writer.WritePropertyName("result"u8);
        EventFormat.WriteValue(writer, result);
        if (end.Truncated)
            writer.WriteBoolean("truncated"u8, true);
        writer.WritePropertyName("error"u8);
        if (end.State == ExecutionState.FAILURE)
            ExecutionErrorJson.Write(writer, masker.Apply(end.Error!));
        else
            writer.WriteNullValue();
        EventFormat.Finish(writer, buffer);
    }

    /// <summary>Calls that are only counted.</summary>
    public static void WriteRepeated(
        EventBuffer buffer, CallLog caller, string action, long repeated, long failed, TimeSpan total)
    {
        Utf8JsonWriter writer = EventFormat.Begin(buffer, EventKind.Call);
        writer.WriteString("parent_id"u8, caller.CallId);
        writer.WriteString("action"u8, action);
        writer.WriteNumber("call_depth"u8, caller.Depth + 1);
        writer.WriteString("phase"u8, "repeated"u8);
        writer.WriteNumber("repeated"u8, repeated);
        writer.WriteNumber("failed"u8, failed);
        writer.WriteNumber("total_ms"u8, Milliseconds(total));
        EventFormat.Finish(writer, buffer);
    }

    /// <param name="value">One JSON value, masked.</param>
    public static void WriteItem(EventBuffer buffer, CallLog call, long index, ReadOnlySpan<byte> value)
    {
        Utf8JsonWriter writer = EventFormat.Begin(buffer, EventKind.Item);
        writer.WriteNumber("index"u8, index);
        writer.WritePropertyName("value"u8);
        EventFormat.WriteValue(writer, value);
        writer.WriteString("call_id"u8, call.CallId);
        EventFormat.Finish(writer, buffer);
    }

    public static void WriteProgress(EventBuffer buffer, CallLog call, double fraction, string? message)
    {
        Utf8JsonWriter writer = EventFormat.Begin(buffer, EventKind.Progress);
        writer.WriteNumber("fraction"u8, fraction);
        writer.WriteString("message"u8, message);
        writer.WriteString("call_id"u8, call.CallId);
        EventFormat.Finish(writer, buffer);
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

    private static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 3);
}
