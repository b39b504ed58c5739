using System.Buffers;
using System.Text.Json;

namespace Tinpot.Executions.Events;

/// <summary>Writes the events that tell of an execution as a whole.</summary>
internal static class ExecutionEvents
{
    /// <summary>Opens every connection; it has no number.</summary>
    public static void WriteConnected(IBufferWriter<byte> buffer, Guid id, string action, ExecutionState state)
    {
        Utf8JsonWriter writer = EventFormat.BeginPlain(buffer, EventKind.Connected);
        writer.WriteString("execution_id"u8, id);
        writer.WriteString("action_name"u8, action);
        writer.WriteString("state"u8, state.Json());
        EventFormat.FinishPlain(writer, buffer);
    }

    /// <summary>The execution is in another, not terminal, state.</summary>
    /// <param name="worker">Who runs it; left out when nobody does.</param>
    /// <param name="attempt">Which attempt this is; left out when it is 0.</param>
    /// <param name="retryAt">When the next attempt is due.</param>
    /// <param name="error">Why there is to be a next attempt.</param>
    public static void WriteState(
        IBufferWriter<byte> buffer, ExecutionState state, string? worker, int attempt, DateTimeOffset? retryAt = null, ExecutionError? error = null)
    {
        Utf8JsonWriter writer = EventFormat.Begin(buffer, EventKind.State);
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

        EventFormat.Finish(writer, buffer);
    }

    /// <summary>Events were dropped here.</summary>
    /// <param name="lost">How many log lines; 0 when that is unknown.</param>
    /// <param name="unreadable">They are stored, and damaged.</param>
    public static void WriteGap(IBufferWriter<byte> buffer, long lost, bool unreadable = false)
    {
        Utf8JsonWriter writer = EventFormat.Begin(buffer, EventKind.Gap);
        writer.WriteNumber("lost"u8, lost);
        if (unreadable)
            writer.WriteBoolean("unreadable"u8, true);
        EventFormat.Finish(writer, buffer);
    }

    /// <summary>The last event of an execution.</summary>
    /// <param name="result">UTF-8 JSON; empty = none.</param>
    public static void WriteComplete(
        IBufferWriter<byte> buffer, ExecutionState state, ReadOnlySpan<byte> result, ExecutionError? error)
    {
        Utf8JsonWriter writer = EventFormat.BeginPlain(buffer, EventKind.Complete);
        writer.WriteString("state"u8, state.Json());
        writer.WriteBoolean("successful"u8, state == ExecutionState.SUCCESS);
        writer.WritePropertyName("result"u8);
        EventFormat.WriteValue(writer, result);
        writer.WritePropertyName("error"u8);
        if (error is null)
            writer.WriteNullValue();
        else
            ExecutionErrorJson.Write(writer, error);
        EventFormat.FinishPlain(writer, buffer);
    }

    /// <summary>The line of the log that tells that the owner of the execution is gone.</summary>
    /// <param name="line">Its number.</param>
    public static void WriteLoss(IBufferWriter<byte> buffer, DateTimeOffset time, long line)
    {
        Utf8JsonWriter writer = EventFormat.Begin(buffer, EventKind.Log);
        writer.WriteString("timestamp"u8, MomentText.Of(time));
        writer.WriteNumber("line"u8, line);
        writer.WriteString("level"u8, "ERROR"u8);
        writer.WriteString("message"u8, LostExecutionPolicy.LossMessage);
        writer.WriteNumber("call_depth"u8, 0);
        writer.WriteString("call_id"u8, "0"u8);
        writer.WriteString("stream"u8, "log"u8);
        EventFormat.Finish(writer, buffer);
    }
}
