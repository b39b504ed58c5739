using System.Text.Json;
using Tinpot.Executions;

namespace Tinpot.Workers.Protocol;

/// <summary>An error within a frame: <c>{"type":…,"message":…,"stack":…}</c>, in clear.</summary>
internal static class ErrorMember
{
    public static void Write(Utf8JsonWriter json, ExecutionError error)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, error.Type);
        json.WriteString("message"u8, error.Message);
        if (error.Stack is { } stack)
            json.WriteString("stack"u8, stack);
        json.WriteEndObject();
    }

    /// <summary>Reads the value of the member that the reader is at.</summary>
    public static ExecutionError Read(ref FrameReader reader)
    {
        string? type = null, message = null, stack = null;
        reader.Enter();
        while (reader.NextInside())
        {
            if (reader.Is("type"u8))
                type = reader.Text();
            else if (reader.Is("message"u8))
                message = reader.Text();
            else if (reader.Is("stack"u8))
                stack = reader.Text();
            else
                throw reader.Refuse();
        }

        return new ExecutionError(
            type ?? throw reader.Missing("error.type"), message ?? throw reader.Missing("error.message"), FailureReason.Exception, stack);
    }
}
