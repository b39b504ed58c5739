namespace Tinpot.Workers;

/// <summary><see cref="FrameKind.Stop"/>: what runs should stop.</summary>
internal static class StopMessage
{
    public static void Send(FrameWriter frames, StopReason reason)
    {
        frames.Begin(FrameKind.Stop).WriteString("reason"u8, reason switch
        {
            StopReason.Timeout => "timeout"u8,
            StopReason.Shutdown => "shutdown"u8,
            _ => "cancel"u8,
        });
        frames.Send();
    }

    /// <exception cref="ProtocolException">It is none.</exception>
    public static StopReason Read(in Frame frame)
    {
        StopReason? reason = null;
        var reader = new FrameReader(frame);
        while (reader.Next())
        {
            if (!reader.Is("reason"u8))
                throw reader.Refuse();
            reason = reader.Text() switch
            {
                "timeout" => StopReason.Timeout,
                "shutdown" => StopReason.Shutdown,
                "cancel" => StopReason.Cancel,
                var other => throw new ProtocolException($"A Stop frame gives the unknown reason '{other}'."),
            };
        }

        return reason ?? throw reader.Missing("reason");
    }
}
