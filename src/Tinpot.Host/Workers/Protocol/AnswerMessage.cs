using System.Text.Json;

namespace Tinpot.Workers.Protocol;

/// <summary><see cref="FrameKind.Answer"/>: how an execution ended that the child submitted.</summary>
/// <param name="Result">One JSON value in UTF-8; null when there is none.</param>
/// <param name="Failure">Why it did not succeed; null when it did.</param>
internal sealed record AnswerMessage(Guid ExecutionId, ReadOnlyMemory<byte>? Result, ActionFailedException? Failure) : IFrameMessage
{
    public static FrameKind Kind => FrameKind.Answer;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("execution_id"u8, ExecutionId);
        if (Result is { } result)
        {
            json.WritePropertyName("result"u8);
            json.WriteRawValue(result.Span, skipInputValidation: true);
        }

        if (Failure is { } failure)
        {
            json.WriteStartObject("failure"u8);
            json.WriteString("action"u8, failure.Action);
            if (failure.State is { } state)
                json.WriteString("state"u8, state);
            json.WriteString("reason"u8, failure.Reason);
            json.WriteString("type"u8, failure.ErrorType);
            json.WriteString("message"u8, failure.ErrorMessage);
            json.WriteEndObject();
        }
    }

    /// <exception cref="ProtocolException">It is none.</exception>
    public static AnswerMessage Read(in Frame frame)
    {
        Guid? id = null;
        byte[]? result = null;
        Func<Guid, ActionFailedException>? failure = null;
        var reader = new FrameReader(frame);
        while (reader.Next())
        {
            if (reader.Is("execution_id"u8))
                id = reader.Id();
            else if (reader.Is("result"u8))
                result = reader.Json().ToArray();
            else if (reader.Is("failure"u8))
                failure = ReadFailure(ref reader);
            else
                throw reader.Refuse();
        }

        Guid execution = id ?? throw reader.Missing("execution_id");
        return new AnswerMessage(execution, result is null ? null : (ReadOnlyMemory<byte>?)result, failure?.Invoke(execution));
    }

    private static Func<Guid, ActionFailedException> ReadFailure(ref FrameReader reader)
    {
        string? action = null, state = null, reason = null, type = null, message = null;
        reader.Enter();
        while (reader.NextInside())
        {
            if (reader.Is("action"u8))
                action = reader.Text();
            else if (reader.Is("state"u8))
                state = reader.Text();
            else if (reader.Is("reason"u8))
                reason = reader.Text();
            else if (reader.Is("type"u8))
                type = reader.Text();
            else if (reader.Is("message"u8))
                message = reader.Text();
            else
                throw reader.Refuse();
        }

        string of = action ?? throw reader.Missing("failure.action");
        string why = reason ?? throw reader.Missing("failure.reason");
        string kind = type ?? throw reader.Missing("failure.type");
        string what = message ?? throw reader.Missing("failure.message");
        return id => new ActionFailedException(id, of, state, why, kind, what);
    }
}
