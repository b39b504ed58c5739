using System.Text.Json;
using Tinpot.Executions;
using Tinpot.Http.Responses;

namespace Tinpot.Api.Calls;

/// <summary>A nested call, put together from its events.</summary>
/// <param name="Started">Data of the event that began it, UTF-8 JSON.</param>
internal sealed record CallNode(ReadOnlyMemory<byte> Started)
{
    /// <summary>Data of the event that ended it; empty while it runs, and forever when the execution ended first.</summary>
    public ReadOnlyMemory<byte> Finished { get; set; }

    /// <param name="unfinished">State of a call that has no end.</param>
    public void WriteTo(Utf8JsonWriter writer, ExecutionState unfinished)
    {
        writer.WriteStartObject();
        writer.WriteStored("call_id", JsonMember.Of(Started, "call_id"u8));
        writer.WriteStored("parent_id", JsonMember.Of(Started, "parent_id"u8));
        writer.WriteStored("action", JsonMember.Of(Started, "action"u8));
        writer.WriteStored("call_depth", JsonMember.Of(Started, "call_depth"u8));
        if (JsonMember.Of(Started, "execution_id"u8) is { IsEmpty: false } execution)
            writer.WriteStored("execution_id", execution);
        writer.WriteStored("parameters", JsonMember.Of(Started, "parameters"u8));
        if (Finished.IsEmpty)
            writer.WriteString("state", unfinished.Json());
        else
            writer.WriteStored("state", JsonMember.Of(Finished, "state"u8));
        writer.WriteStored("started_at", JsonMember.Of(Started, "started_at"u8));
        writer.WriteStored("duration_ms", OfFinished("duration_ms"u8));
        writer.WriteStored("result", OfFinished("result"u8));
        writer.WriteStored("error", OfFinished("error"u8));
        if (!JsonMember.Of(Started, "truncated"u8).IsEmpty || !OfFinished("truncated"u8).IsEmpty)
            writer.WriteBoolean("truncated", true);
        writer.WriteEndObject();
    }

    private ReadOnlyMemory<byte> OfFinished(ReadOnlySpan<byte> name) =>
        Finished.IsEmpty ? default : JsonMember.Of(Finished, name);
}
