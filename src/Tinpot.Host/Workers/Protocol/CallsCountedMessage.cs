using System.Text.Json;

namespace Tinpot.Workers.Protocol;

/// <summary><see cref="FrameKind.CallsCounted"/>: nested calls that were too many to tell each.</summary>
internal readonly ref struct CallsCountedMessage(long caller, string action, long repeated, long failed, TimeSpan total) : IFrameMessage
{
    public static FrameKind Kind => FrameKind.CallsCounted;

    public long Caller { get; } = caller;

    public string Action { get; } = action;

    public long Repeated { get; } = repeated;

    public long Failed { get; } = failed;

    public TimeSpan Total { get; } = total;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("caller"u8, Caller);
        json.WriteString("action"u8, Action);
        json.WriteNumber("repeated"u8, Repeated);
        json.WriteNumber("failed"u8, Failed);
        json.WriteNumber("ticks"u8, Total.Ticks);
    }

    /// <exception cref="ProtocolException">It is not such a message.</exception>
    public static CallsCountedMessage Read(in Frame frame)
    {
        long caller = 0, repeated = 0, failed = 0, ticks = 0;
        string? action = null;
        var reader = new FrameReader(frame);
        while (reader.Next())
        {
            if (reader.Is("caller"u8))
                caller = reader.Number();
            else if (reader.Is("action"u8))
                action = reader.Text();
            else if (reader.Is("repeated"u8))
                repeated = reader.Number();
            else if (reader.Is("failed"u8))
                failed = reader.Number();
            else if (reader.Is("ticks"u8))
                ticks = reader.Number();
            else
                throw reader.Refuse();
        }

        return new CallsCountedMessage(caller, action ?? throw reader.Missing("action"), repeated, failed, TimeSpan.FromTicks(ticks));
    }
}
