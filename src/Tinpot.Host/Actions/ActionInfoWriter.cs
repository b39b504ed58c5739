using System.Text.Json;

namespace Tinpot.Actions;

/// <summary>Writes the description of an action.</summary>
internal sealed class ActionInfoWriter(TinpotOptions options, IsolationChoice isolation)
{
    /// <summary>As this host runs it: where the action leaves something to the host, what the host does.</summary>
    public void Write(Utf8JsonWriter writer, ActionDescriptor action) =>
        Write(writer, action, action.Timeout ?? options.Timeout, isolation.Of(action));

    /// <param name="timeout">Of an attempt; null = none.</param>
    /// <param name="isolation">Where it runs; null = the host decides.</param>
    public static void Write(Utf8JsonWriter writer, ActionDescriptor action, TimeSpan? timeout, Isolation? isolation)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, action.Name);
        writer.WriteStartArray("aliases"u8);
        foreach (var alias in action.Aliases) writer.WriteStringValue(alias);
        writer.WriteEndArray();
        writer.WriteString("title"u8, action.Title);
        writer.WriteString("group"u8, action.Group);
        writer.WriteString("description"u8, action.Description);
        writer.WriteString("queue"u8, action.Queue);
        writer.WriteStartObject("parameters"u8);
        new ParameterWriter(writer).Write(action.Parameters.Properties ?? []);
        writer.WriteEndObject();
        writer.WritePropertyName("parameters_schema"u8);
        action.Parameters.WriteTo(writer);
        writer.WritePropertyName("result_schema"u8);
        if (action.Result is { } result) result.WriteTo(writer);
        else writer.WriteNullValue();
        if (action.Item is { } item)
        {
            writer.WritePropertyName("item_schema"u8);
            item.WriteTo(writer);
        }
        Source(writer, action.Source);
        writer.WriteBoolean("cancellable"u8, action.Cancellable);
        if (timeout is { } time) writer.WriteNumber("timeout_seconds"u8, time.TotalSeconds);
        else writer.WriteNull("timeout_seconds"u8);
        writer.WriteNumber("retries"u8, action.Retries);
        Concurrency(writer, action.MaxConcurrent);
        if (isolation is { } chosen) writer.WriteString("isolation"u8, chosen == Isolation.Process ? "process"u8 : "in_process"u8);
        if (action.Deprecated) writer.WriteBoolean("deprecated"u8, true);
        writer.WriteStartArray("calls"u8);
        foreach (var called in action.Calls) writer.WriteStringValue(called);
        writer.WriteEndArray();
        writer.WriteString("contract_hash"u8, action.ContractHash);
        writer.WriteEndObject();
    }

    /// <summary>null = any number at a time.</summary>
    internal static void Concurrency(Utf8JsonWriter writer, ConcurrencyLimit? limit)
    {
        if (limit is null)
        {
            writer.WriteNull("max_concurrent"u8);
            return;
        }
        writer.WriteStartObject("max_concurrent"u8);
        writer.WriteNumber("limit"u8, limit.Limit);
        writer.WriteString("key"u8, limit.Key);
        writer.WriteString("when_full"u8, limit.WhenFull == WhenFull.Reject ? "reject"u8 : "queue"u8);
        writer.WriteEndObject();
    }

    private static void Source(Utf8JsonWriter writer, SourceLocation? source)
    {
        if (source is null)
        {
            writer.WriteNull("source"u8);
            return;
        }
        writer.WriteStartObject("source"u8);
        writer.WriteString("file"u8, source.File);
        writer.WriteNumber("line"u8, source.Line);
        writer.WriteEndObject();
    }
}
