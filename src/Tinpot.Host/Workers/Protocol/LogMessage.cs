using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Tinpot.Workers.Protocol;

/// <summary><see cref="FrameKind.Log"/>: a call logged.</summary>
internal readonly ref struct LogMessage(long call, LogLevel level, string text) : IFrameMessage
{
    public static FrameKind Kind => FrameKind.Log;

    public long Call { get; } = call;

    public LogLevel Level { get; } = level;

    public string Text { get; } = text;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("call"u8, Call);
        json.WriteNumber("level"u8, (int)Level);
        json.WriteString("message"u8, Text);
    }

    /// <exception cref="ProtocolException">It is not such a message.</exception>
    public static LogMessage Read(in Frame frame)
    {
        long call = 0, level = 0;
        string? text = null;
        var reader = new FrameReader(frame);
        while (reader.Next())
        {
            if (reader.Is("call"u8))
                call = reader.Number();
            else if (reader.Is("level"u8))
                level = reader.Number();
            else if (reader.Is("message"u8))
                text = reader.Text();
            else
                throw reader.Refuse();
        }

        return new LogMessage(call, level is >= (long)LogLevel.Trace and <= (long)LogLevel.None ? (LogLevel)level : throw new ProtocolException($"There is no log level {level}."), text ?? throw reader.Missing("message"));
    }
}
