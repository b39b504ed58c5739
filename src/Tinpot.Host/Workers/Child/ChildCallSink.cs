using System.Globalization;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using Tinpot.Runtime;
using Tinpot.Workers.Log;
using Tinpot.Workers.Protocol;

namespace Tinpot.Workers.Child;

/// <summary>What one call in a child tells of itself.</summary>
internal sealed class ChildCallSink(ChildLog log, long number) : ICallSink
{
    private readonly ChildText _output = new();
    private readonly ChildText _error = new();

    public string CallId { get; } = number.ToString(CultureInfo.InvariantCulture);

    public long Number => number;

    /// <summary>The log of the execution that the call belongs to.</summary>
    public ChildLog Execution => log;

    public void Write(OutputKind kind, ReadOnlySpan<char> text, bool endLine)
    {
        ChildText source = kind == OutputKind.Output ? _output : _error;
        source.Send(text, endLine, (part, ends) => log.Send(
            FrameKind.Output, new Piece(number, kind, part, ends), static (json, piece) =>
            {
                json.WriteNumber("call"u8, piece.Number);
                json.WriteString("stream"u8, StreamName(piece.Kind));
                json.WriteString("text"u8, piece.Text);
                if (piece.EndLine)
                    json.WriteBoolean("end_line"u8, true);
            }));
    }

    public IOutputWriter Open(OutputKind kind)
    {
        long writer = log.NextWriter();
        log.Send(FrameKind.WriterOpened, (writer, number, kind), static (json, opened) =>
        {
            json.WriteNumber("writer"u8, opened.writer);
            json.WriteNumber("call"u8, opened.number);
            json.WriteString("stream"u8, StreamName(opened.kind));
        });
        return new ChildOutputWriter(log, writer);
    }

    public void Log(LogLevel level, string message, Exception? exception) => log.Send(
        FrameKind.Log,
        (number, level, Text: ExceptionText.Cut(exception is null ? message : $"{message}\n{ExceptionText.Describe(exception)}", ExceptionText.LongestEntry)),
        static (json, entry) =>
        {
            json.WriteNumber("call"u8, entry.number);
            json.WriteNumber("level"u8, (int)entry.level);
            json.WriteString("message"u8, entry.Text);
        });

    public void Report(double fraction, string? message) => log.Send(
        FrameKind.Progress, (number, fraction, message), static (json, progress) =>
        {
            json.WriteNumber("call"u8, progress.number);
            json.WriteNumber("fraction"u8, progress.fraction);
            if (progress.message is { } text)
                json.WriteString("message"u8, ExceptionText.Cut(text, ExceptionText.LongestText));
        });

    public void Item(long index, ReadOnlySpan<byte> json) => log.Send(
        FrameKind.Item, new Entry(number, index, json), static (writer, item) =>
        {
            writer.WriteNumber("call"u8, item.Number);
            writer.WriteNumber("index"u8, item.Index);
            writer.WritePropertyName("value"u8);
            writer.WriteRawValue(item.Value, skipInputValidation: true);
        });

    public ICallSink Start(string action, ReadOnlySpan<byte> arguments) => log.StartCall(number, action, arguments);

    public ICallSink Submit(string action, ReadOnlySpan<byte> arguments, Guid executionId) => log.StartCall(number, action, arguments, executionId);

    public void Finish(in CallEnd end) => log.Send(
        FrameKind.CallFinished, new Finished(number, end), static (json, finished) =>
        {
            json.WriteNumber("call"u8, finished.Number);
            json.WriteNumber("ticks"u8, finished.End.Duration.Ticks);
            if (!finished.End.Result.IsEmpty)
            {
                json.WritePropertyName("result"u8);
                json.WriteRawValue(finished.End.Result, skipInputValidation: true);
            }

            json.WriteBoolean("truncated"u8, finished.End.Truncated);
            json.WriteBoolean("revoked"u8, finished.End.Revoked);
            if (finished.End.Error is { } error)
            {
                json.WritePropertyName("error"u8);
                ErrorMember.Write(json, ExceptionText.Of(error, FailureReason.Exception));
            }
        });

    public void Count(string action, long repeated, long failed, TimeSpan total) => log.Send(
        FrameKind.CallsCounted, (number, action, repeated, failed, total), static (json, counted) =>
        {
            json.WriteNumber("caller"u8, counted.number);
            json.WriteString("action"u8, counted.action);
            json.WriteNumber("repeated"u8, counted.repeated);
            json.WriteNumber("failed"u8, counted.failed);
            json.WriteNumber("ticks"u8, counted.total.Ticks);
        });

    private static ReadOnlySpan<byte> StreamName(OutputKind kind) => kind == OutputKind.Output ? "stdout"u8 : "stderr"u8;

    private readonly ref struct Piece(long number, OutputKind kind, ReadOnlySpan<char> text, bool endLine)
    {
        public readonly long Number = number;
        public readonly OutputKind Kind = kind;
        public readonly ReadOnlySpan<char> Text = text;
        public readonly bool EndLine = endLine;
    }

    private readonly ref struct Entry(long number, long index, ReadOnlySpan<byte> value)
    {
        public readonly long Number = number;
        public readonly long Index = index;
        public readonly ReadOnlySpan<byte> Value = value;
    }

    private readonly ref struct Finished(long number, CallEnd end)
    {
        public readonly long Number = number;
        public readonly CallEnd End = end;
    }
}
