using Microsoft.Extensions.Logging;
using Tinpot.Runtime;
using Tinpot.Workers.Log;

namespace Tinpot.Workers.Protocol;

/// <summary>Writes what a child tells of an execution into its log, as if it had happened here.</summary>
/// <param name="errors">Keeps the last lines of standard error.</param>
internal sealed partial class FrameDispatcher(ExecutionLog log, OutputTail? errors = null)
{
    /// <summary>A call that has ended may still print, from what it did not wait for; of so many that is known whose it is.</summary>
    private const int EndedCallsKept = 4_096;

    /// <summary>The limit of calls that have not ended; each is kept until it ends.</summary>
    private const int MostCalls = 100_000;

    /// <summary>The limit of open sources of output; each has an unfinished line.</summary>
    private const int MostWriters = 10_000;

    private readonly Dictionary<long, CallLog> _calls = new() { [0] = log.Root };
    private readonly HashSet<long> _open = [];
    private readonly Queue<long> _ended = new();
    private readonly Dictionary<long, (IOutputWriter Writer, OutputKind Kind)> _writers = [];

    /// <exception cref="ProtocolException">It is not a frame of a log, or it is malformed.</exception>
    public void Play(in Frame frame)
    {
        var reader = new FrameReader(frame);
        switch (frame.Kind)
        {
            case FrameKind.Output:
                Output(ref reader);
                break;
            case FrameKind.WriterOpened:
                OpenWriter(ref reader);
                break;
            case FrameKind.WriterText:
                WriteText(ref reader);
                break;
            case FrameKind.WriterClosed:
                CloseWriter(ref reader);
                break;
            case FrameKind.Log:
                Log(ref reader);
                break;
            case FrameKind.Progress:
                Report(ref reader);
                break;
            case FrameKind.Item:
                AddItem(ref reader);
                break;
            case FrameKind.CallStarted:
                StartCall(ref reader);
                break;
            case FrameKind.CallFinished:
                FinishCall(ref reader);
                break;
            case FrameKind.CallsCounted:
                CountCalls(ref reader);
                break;
            default:
                throw ProtocolException.Unexpected(frame.Kind);
        }
    }

    private void Output(ref FrameReader reader)
    {
        long call = 0;
        var kind = OutputKind.Output;
        string? text = null;
        bool endLine = false;
        while (reader.Next())
        {
            if (reader.Is("call"u8))
                call = reader.Number();
            else if (reader.Is("stream"u8))
                kind = Stream(ref reader);
            else if (reader.Is("text"u8))
                text = reader.Text();
            else if (reader.Is("end_line"u8))
                endLine = reader.Flag();
            else
                throw reader.Refuse();
        }

        Call(call).Write(kind, text ?? throw reader.Missing("text"), endLine);
        if (kind == OutputKind.Error)
            errors?.Add(endLine ? text + '\n' : text);
    }

    private void OpenWriter(ref FrameReader reader)
    {
        long writer = 0, call = 0;
        var kind = OutputKind.Output;
        while (reader.Next())
        {
            if (reader.Is("writer"u8))
                writer = reader.Number();
            else if (reader.Is("call"u8))
                call = reader.Number();
            else if (reader.Is("stream"u8))
                kind = Stream(ref reader);
            else
                throw reader.Refuse();
        }

        if (_writers.Count >= MostWriters)
            throw new ProtocolException($"More than {MostWriters} sources of output are open.");
        if (_writers.ContainsKey(writer))
            throw new ProtocolException($"Source {writer} of output is open already.");
        _writers.Add(writer, (Call(call).Open(kind), kind));
    }

    private void WriteText(ref FrameReader reader)
    {
        long writer = 0;
        string? text = null;
        while (reader.Next())
        {
            if (reader.Is("writer"u8))
                writer = reader.Number();
            else if (reader.Is("text"u8))
                text = reader.Text();
            else
                throw reader.Refuse();
        }

        if (!_writers.TryGetValue(writer, out (IOutputWriter Writer, OutputKind Kind) found))
            throw new ProtocolException($"Source {writer} of output is not open.");
        found.Writer.Write(text ?? throw reader.Missing("text"));
        if (found.Kind == OutputKind.Error)
            errors?.Add(text);
    }

    private void CloseWriter(ref FrameReader reader)
    {
        long writer = 0;
        while (reader.Next())
        {
            if (!reader.Is("writer"u8))
                throw reader.Refuse();
            writer = reader.Number();
        }

        if (_writers.Remove(writer, out (IOutputWriter Writer, OutputKind Kind) found))
            found.Writer.Dispose();
    }

    private void Log(ref FrameReader reader)
    {
        long call = 0, level = 0;
        string? message = null;
        while (reader.Next())
        {
            if (reader.Is("call"u8))
                call = reader.Number();
            else if (reader.Is("level"u8))
                level = reader.Number();
            else if (reader.Is("message"u8))
                message = reader.Text();
            else
                throw reader.Refuse();
        }

        if (level is < (long)LogLevel.Trace or > (long)LogLevel.None)
            throw new ProtocolException($"There is no log level {level}.");
        Call(call).Log((LogLevel)level, log.Masker.ApplyToCut(message ?? throw reader.Missing("message"), ExceptionText.LongestEntry), null);
    }

    private void Report(ref FrameReader reader)
    {
        long call = 0;
        double fraction = 0;
        string? message = null;
        while (reader.Next())
        {
            if (reader.Is("call"u8))
                call = reader.Number();
            else if (reader.Is("fraction"u8))
                fraction = reader.Fraction();
            else if (reader.Is("message"u8))
                message = reader.Text();
            else
                throw reader.Refuse();
        }

        Call(call).Report(fraction, message is null ? null : log.Masker.ApplyToCut(message, ExceptionText.LongestText));
    }

    private void AddItem(ref FrameReader reader)
    {
        long call = 0, index = 0;
        ReadOnlySpan<byte> value = default;
        while (reader.Next())
        {
            if (reader.Is("call"u8))
                call = reader.Number();
            else if (reader.Is("index"u8))
                index = reader.Number();
            else if (reader.Is("value"u8))
                value = reader.Json();
            else
                throw reader.Refuse();
        }

        Call(call).Item(index, value);
    }

    /// <summary>One that ended too long ago is not known any more; then the line is the execution's.</summary>
    private CallLog Call(long number) => _calls.GetValueOrDefault(number) ?? log.Root;

    private static OutputKind Stream(ref FrameReader reader) => reader.Text() switch
    {
        "stdout" => OutputKind.Output,
        "stderr" => OutputKind.Error,
        var other => throw new ProtocolException($"There is no stream '{other}'."),
    };
}
