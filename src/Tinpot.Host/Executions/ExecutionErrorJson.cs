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
    /// <exception cref="FormatException">A member is of another type.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static ExecutionError Read(ReadOnlySpan<byte> json)
    {
        string type = "", message = "";
        string? stack = null;
        var reason = FailureReason.Exception;
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new FormatException("The error is not a JSON object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
                type = Text(ref reader) ?? "";
            else if (reader.ValueTextEquals("message"u8))
                message = Text(ref reader) ?? "";
            else if (reader.ValueTextEquals("stack"u8))
                stack = Text(ref reader);
            else if (reader.ValueTextEquals("reason"u8))
                reason = Reason(Text(ref reader));
            else
                reader.Skip();
        }

        return new ExecutionError(type, message, reason, stack);
    }

    private static FailureReason Reason(string? text) =>
        Enum.TryParse(text, ignoreCase: true, out FailureReason known) && Enum.IsDefined(known) ? known : FailureReason.Exception;

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Null
            ? reader.GetString()
            : throw new FormatException("A member of the error is not a string.");
    }
}
