using System.Text.Json;
using Tinpot.Platform.Json;

namespace Tinpot.Executions.Events;

/// <summary>A <c>log</c> event, read without copying.</summary>
internal ref struct LogEvent
{
    private Utf8JsonReader _message;

    public ReadOnlySpan<byte> Timestamp { get; private set; }

    public long Line { get; private set; }

    public ReadOnlySpan<byte> Level { get; private set; }

    /// <summary>The rest of the line follows in another event.</summary>
    public bool Continued { get; private set; }

    /// <summary>Most bytes the message needs as UTF-8.</summary>
    public readonly int MessageBytes => _message.ValueSpan.Length;

    /// <summary>Copies the message as UTF-8 and returns its length.</summary>
    public readonly int CopyMessage(Span<byte> target) => _message.CopyString(target);

    /// <summary>Copies the message and returns its length.</summary>
    public readonly int CopyMessage(Span<char> target) => _message.CopyString(target);

    /// <returns>Whether the event is a log line.</returns>
    public static bool TryRead(ReadOnlySpan<byte> json, out LogEvent log)
    {
        log = default;
        if (!EventHead.TryReadData(json, EventKind.Log, out ReadOnlySpan<byte> data))
            return false;
        var reader = JsonInput.Open(data, JsonLimits.Document);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool timestamp = reader.ValueTextEquals("timestamp"u8), line = reader.ValueTextEquals("line"u8);
            bool level = reader.ValueTextEquals("level"u8), message = reader.ValueTextEquals("message"u8);
            bool continued = reader.ValueTextEquals("continued"u8);
            reader.Read();
            if (timestamp)
                log.Timestamp = reader.ValueSpan;
            else if (line)
                log.Line = reader.GetInt64();
            else if (level)
                log.Level = reader.ValueSpan;
            else if (message)
                log._message = reader;
            else if (continued)
                log.Continued = reader.GetBoolean();
            reader.Skip();
        }

        return true;
    }
}
