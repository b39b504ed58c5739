using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Workers.Log;

/// <summary>Writes <c>log</c> events, byte by byte: they are what there is most of.</summary>
internal sealed class LogEventWriter(TimeProvider clock)
{
    private readonly byte[] _timestamp = new byte[24];
    private long _millisecond = -1;

    /// <summary>The part of the event that is the same for all lines of a stream of a call.</summary>
    public static byte[] Tail(int depth, string callId, string stream) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"\",\"call_depth\":{depth},\"call_id\":\"{callId}\",\"stream\":\"{stream}\""));

    public void Write(EventBuffer buffer, long line, ReadOnlySpan<byte> level, ReadOnlySpan<char> message, byte[] tail, bool continued)
    {
        buffer.Write(EventFormat.LogStart);
        buffer.Write("\"timestamp\":\""u8);
        WriteTimestamp(buffer);
        buffer.Write("\",\"line\":"u8);
        Utf8Formatter.TryFormat(line, buffer.GetSpan(20), out int digits);
        buffer.Advance(digits);
        buffer.Write(",\"level\":\""u8);
        buffer.Write(level);
        buffer.Write("\",\"message\":\""u8);
        JsonText.Write(buffer, message);
        buffer.Write(tail);
        if (continued)
            buffer.Write(",\"continued\":true"u8);
        buffer.Write(EventFormat.End);
    }

    /// <summary>Now, in UTC with milliseconds.</summary>
    private void WriteTimestamp(EventBuffer buffer)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime;
        long millisecond = now.Ticks / TimeSpan.TicksPerMillisecond;
        if (millisecond != _millisecond)
        {
            now.TryFormat(_timestamp, out _, MomentText.Format, CultureInfo.InvariantCulture);
            _millisecond = millisecond;
        }

        buffer.Write(_timestamp);
    }
}
