using System.Text.Json;

namespace Tinpot.Workers.Protocol;

/// <summary><see cref="FrameKind.Stop"/>: an execution should stop.</summary>
/// <param name="ExecutionId">Which: it may have ended while this was on its way, and another begun.</param>
internal sealed record StopMessage(Guid ExecutionId, StopReason Reason) : IFrameMessage
{
    public static FrameKind Kind => FrameKind.Stop;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("execution_id"u8, ExecutionId);
        json.WriteString("reason"u8, Reason switch
        {
            StopReason.Timeout => "timeout"u8,
            StopReason.Shutdown => "shutdown"u8,
            _ => "cancel"u8,
        });
    }

    /// <exception cref="ProtocolException">It is none.</exception>
    public static StopMessage Read(in Frame frame)
    {
        Guid? id = null;
        StopReason? reason = null;
        var reader = new FrameReader(frame);
        while (reader.Next())
        {
            if (reader.Is("execution_id"u8))
                id = reader.Id();
            else if (reader.Is("reason"u8))
                reason = ReasonOf(reader.Text());
            else
                throw reader.Refuse();
        }

        return new StopMessage(id ?? throw reader.Missing("execution_id"), reason ?? throw reader.Missing("reason"));
    }

    private static StopReason ReasonOf(string name) => name switch
    {
        "timeout" => StopReason.Timeout,
        "shutdown" => StopReason.Shutdown,
        "cancel" => StopReason.Cancel,
        _ => throw new ProtocolException($"A Stop frame gives the unknown reason '{name}'."),
    };
}
