using System.Buffers;
using System.Text.Json;
using Tinpot.Api.Streaming;
using Tinpot.Executions.Events;
using Tinpot.Platform.Json;

namespace Tinpot.Api.Logs;

/// <summary>Writes log events as one of the two formats.</summary>
internal abstract class LogFormat : ILogOutput
{
    public abstract string ContentType { get; }

    public abstract void Write(EventId id, ReadOnlySpan<byte> json, in LogEvent log);

    public abstract void WriteGap(EventId id, ReadOnlySpan<byte> json);

    public abstract void WriteItem(EventId id, ReadOnlySpan<byte> json);

    /// <summary>Nothing follows.</summary>
    public virtual void End()
    {
    }

    public static LogFormat Of(LogQuery query, StreamBuffer output) => query.Ndjson ? new Ndjson(output) : new Text(output, query.KeepsEscapes);

    /// <summary>The data objects of the stream, each with its number as <c>id</c>.</summary>
    private sealed class Ndjson(StreamBuffer output) : LogFormat
    {
        public override string ContentType => "application/x-ndjson";

        public override void Write(EventId id, ReadOnlySpan<byte> json, in LogEvent log) => Write(id, json);

        public override void WriteGap(EventId id, ReadOnlySpan<byte> json) => Write(id, json);

        public override void WriteItem(EventId id, ReadOnlySpan<byte> json) => Write(id, json);

        private void Write(EventId id, ReadOnlySpan<byte> json)
        {
            output.Write("""{"id":" """u8[..^1]);
            SseFormat.WriteId(output, id);
            output.Write("\","u8);
            output.Write(json[1..]);
            output.Write("\n"u8);
        }
    }

    /// <summary><c>&lt;timestamp&gt; LEVEL message</c>, a line each.</summary>
    private sealed class Text(StreamBuffer output, bool keepsEscapes) : LogFormat
    {
        // A line of several events goes on where it stopped, unless another line came between
        private long _unfinished;
        private TerminalText _terminal;

        public override string ContentType => "text/plain; charset=utf-8";

        public override void Write(EventId id, ReadOnlySpan<byte> json, in LogEvent log)
        {
            if (log.Line != _unfinished)
            {
                End();
                _terminal.Restart();
                output.Write(log.Timestamp);
                output.Write(" "u8);
                output.Write(log.Level);
                output.Write(" "u8);
            }

            WriteMessage(log);
            _unfinished = log.Continued ? log.Line : 0;
            if (!log.Continued)
                output.Write("\n"u8);
        }

        public override void WriteGap(EventId id, ReadOnlySpan<byte> json)
        {
            End();
            ReadOnlySpan<byte> lost = Member(json, "lost"u8);
            bool unreadable = Member(json, "unreadable"u8).SequenceEqual("true"u8);
            output.Write("--- "u8);
            if (unreadable && lost.SequenceEqual("0"u8))
            {
                output.Write("lines that cannot be read ---\n"u8);
                return;
            }

            output.Write(lost);
            output.Write(unreadable ? " line that cannot be read ---\n"u8 : " lines lost ---\n"u8);
        }

        public override void WriteItem(EventId id, ReadOnlySpan<byte> json)
        {
            End();
            output.Write("--- item "u8);
            output.Write(Member(json, "index"u8));
            output.Write(" --- "u8);
            WriteValue(Member(json, "value"u8));
            output.Write("\n"u8);
        }

        public override void End()
        {
            if (_unfinished != 0)
                output.Write("\n"u8);
            _unfinished = 0;
        }

        private void WriteValue(ReadOnlySpan<byte> value)
        {
            byte[] bytes = ArrayPool<byte>.Shared.Rent(value.Length);
            value.CopyTo(bytes);
            output.Write(bytes.AsSpan(0, Shown(bytes.AsSpan(0, value.Length))));
            ArrayPool<byte>.Shared.Return(bytes);
        }

        private int Shown(Span<byte> text) => keepsEscapes ? text.Length : _terminal.Strip(text);

        private void WriteMessage(in LogEvent log)
        {
            byte[] bytes = ArrayPool<byte>.Shared.Rent(log.MessageBytes);
            ReadOnlySpan<byte> message = bytes.AsSpan(0, Shown(bytes.AsSpan(0, log.CopyMessage(bytes.AsSpan()))));
            int end;

            // What follows a line end inside a message is set in: no message can pass for two lines
            while ((end = message.IndexOf((byte)'\n')) >= 0)
            {
                output.Write(message[..end]);
                output.Write("\n    "u8);
                message = message[(end + 1)..];
            }

            output.Write(message);
            ArrayPool<byte>.Shared.Return(bytes);
        }

        /// <summary>The first member of a name, as it is written.</summary>
        private static ReadOnlySpan<byte> Member(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
        {
            var reader = JsonInput.Open(json, JsonLimits.Document);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(name) || !reader.Read())
                    continue;
                return json[JsonSlice.Current(ref reader)];
            }

            return "?"u8;
        }
    }
}
