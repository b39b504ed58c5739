using System.Text.Json;

namespace Tinpot.Workers.Protocol;

/// <summary><see cref="FrameKind.CallStarted"/>: a nested call began.</summary>
internal readonly ref struct CallStartedMessage(long call, long caller, string action, Guid? executionId, ReadOnlySpan<byte> arguments) : IFrameMessage
{
    public static FrameKind Kind => FrameKind.CallStarted;

    public long Call { get; } = call;

    public long Caller { get; } = caller;

    public string Action { get; } = action;

    public Guid? ExecutionId { get; } = executionId;

    public ReadOnlySpan<byte> Arguments { get; } = arguments;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("call"u8, Call);
        json.WriteNumber("caller"u8, Caller);
        json.WriteString("action"u8, Action);
        if (ExecutionId is { } execution)
            json.WriteString("execution_id"u8, execution);
        if (Arguments.IsEmpty)
            return;
        json.WritePropertyName("arguments"u8);
        json.WriteRawValue(Arguments, skipInputValidation: true);
    }

    /// <exception cref="ProtocolException">It is not such a message.</exception>
    public static CallStartedMessage Read(in Frame frame)
    {
        long call = 0, caller = 0;
        string? action = null;
        Guid? execution = null;
        ReadOnlySpan<byte> arguments = default;
        var reader = new FrameReader(frame);
        while (reader.Next())
        {
            if (reader.Is("call"u8))
                call = reader.Number();
            else if (reader.Is("caller"u8))
                caller = reader.Number();
            else if (reader.Is("action"u8))
                action = reader.Text();
            else if (reader.Is("execution_id"u8))
                execution = reader.Id();
            else if (reader.Is("arguments"u8))
                arguments = reader.Json();
            else
                throw reader.Refuse();
        }

        return new CallStartedMessage(call, caller, action ?? throw reader.Missing("action"), execution, arguments);
    }
}
