using System.Buffers;
using System.Text.Json;
using Tinpot.Platform.Json;

namespace Tinpot.Executions;

/// <summary>An error as JSON: <c>{"type":…,"message":…,"reason":…,"stack":…}</c>.</summary>
internal static class ExecutionErrorJson
{
    public static void Write(Utf8JsonWriter writer, ExecutionError error)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, error.Type);
        writer.WriteString("message"u8, error.Message);
        writer.WriteString("reason"u8, error.Reason.Json());
        writer.WriteString("stack"u8, error.Stack);
        writer.WriteEndObject();
    }

    /// <summary>The error as UTF-8 JSON.</summary>
    public static ReadOnlyMemory<byte> Write(ExecutionError error)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, JsonWriting.Plain);
        Write(writer, error);
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>
    /// Reads what <see cref="Write(Utf8JsonWriter, ExecutionError)"/> wrote. Members and reasons that this version does not know are
    /// ignored.
    /// </summary>
    /// <exception cref="FormatException">It is not a JSON object, or a member is of another kind.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static ExecutionError Read(ReadOnlySpan<byte> json) =>
        StoredDocument.Read(json, ExecutionsJson.Default.StoredError, "The error").Read();
}
