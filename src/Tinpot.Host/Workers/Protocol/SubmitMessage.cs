using System.Text.Json;

namespace Tinpot.Workers.Protocol;

/// <summary><see cref="FrameKind.Submit"/>: run an action as an execution of its own and tell how it ended.</summary>
/// <param name="Arguments">One JSON object in UTF-8, secrets in clear, not checked.</param>
internal sealed record SubmitMessage(Guid ExecutionId, string Action, ReadOnlyMemory<byte> Arguments) : IFrameMessage
{
    public static FrameKind Kind => FrameKind.Submit;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("execution_id"u8, ExecutionId);
        json.WriteString("action"u8, Action);
        json.WritePropertyName("arguments"u8);
        json.WriteRawValue(Arguments.Span, skipInputValidation: true);
    }

    /// <exception cref="ProtocolException">It is none.</exception>
    public static SubmitMessage Read(in Frame frame)
    {
        Guid? id = null;
        string? action = null;
        byte[]? arguments = null;
        var reader = new FrameReader(frame);
        while (reader.Next())
        {
            if (reader.Is("execution_id"u8))
                id = reader.Id();
            else if (reader.Is("action"u8))
                action = reader.Text();
            else if (reader.Is("arguments"u8))
                arguments = reader.Json().ToArray();
            else
                throw reader.Refuse();
        }

        return new SubmitMessage(
            id ?? throw reader.Missing("execution_id"), action ?? throw reader.Missing("action"), arguments ?? throw reader.Missing("arguments"));
    }
}
