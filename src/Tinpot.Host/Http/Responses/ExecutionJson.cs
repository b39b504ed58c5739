using System.Text.Json;
using Tinpot.Executions;

namespace Tinpot.Http.Responses;

/// <summary>How an execution is shown.</summary>
internal static class ExecutionJson
{
    /// <summary>The members of the summary, without the braces: the whole record begins with them.</summary>
    public static void WriteSummary(Utf8JsonWriter writer, ExecutionRecord record)
    {
        writer.WriteString("execution_id", record.Id);
        writer.WriteString("action_name", record.Action);
        writer.WriteString("title", record.Title);
        writer.WriteString("group", record.Group);
        writer.WriteString("queue", record.Queue);
        writer.WriteString("state", record.State.Json());
        writer.WriteTime("created_at", record.CreatedAt);
        writer.WriteTime("started_at", record.StartedAt);
        writer.WriteTime("finished_at", record.FinishedAt);
        if (record.Duration is { } duration)
            writer.WriteNumber("duration_ms", (long)duration.TotalMilliseconds);
        else
            writer.WriteNull("duration_ms");
        writer.WriteString("requested_by", record.RequestedBy.Name);
        writer.WriteString("requested_via", record.RequestedVia);
        writer.WriteString("worker", record.Worker);
        writer.WriteNumber("attempt", record.Attempt);
        writer.WriteError(record.Error);
    }

    /// <summary>The answer of <c>/status</c>.</summary>
    public static void WriteStatus(Utf8JsonWriter writer, ExecutionRecord record)
    {
        writer.WriteStartObject();
        writer.WriteString("execution_id", record.Id);
        writer.WriteString("action_name", record.Action);
        writer.WriteString("state", record.State.Json());
        writer.WriteBoolean("ready", ExecutionTransitions.IsTerminal(record.State));
        if (ExecutionTransitions.IsTerminal(record.State))
            writer.WriteBoolean("successful", record.State == ExecutionState.SUCCESS);
        else
            writer.WriteNull("successful");
        WriteInfo(writer, record);
        writer.WriteStored("result", record.Result);
        writer.WriteError(record.Error);
        writer.WriteEndObject();
    }

    /// <remarks>The shape that clients of the Python tool read.</remarks>
    private static void WriteInfo(Utf8JsonWriter writer, ExecutionRecord record)
    {
        writer.WriteStartObject("info");
        switch (record.State)
        {
            case ExecutionState.SUCCESS:
                writer.WriteString("status", "success");
                writer.WriteStored("result", record.Result);
                break;
            case ExecutionState.REVOKED:
                writer.WriteString("error", "cancelled");
                break;
            case ExecutionState.FAILURE:
                writer.WriteString("error", record.Error?.Message ?? "unknown");
                break;
        }

        writer.WriteEndObject();
    }
}
