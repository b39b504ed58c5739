using System.Text;
using Microsoft.Extensions.Logging;
using Tinpot.Runtime;

namespace Tinpot.Abstractions.Tests.Runtime;

/// <summary>Records what one call does, in a list that all calls of an execution share.</summary>
internal sealed class RecordedCall(string callId, List<string> records, TimeSpan pause = default) : ICallSink
{
    private static readonly Lock Gate = new();

    public string CallId { get; } = callId;

    /// <summary>How long each piece of output takes, as in a log that is slow.</summary>
    public TimeSpan Pause { get; } = pause;

    public void Write(OutputKind kind, ReadOnlySpan<char> text, bool endLine) => Add($"{kind} {text}");

    public IOutputWriter Open(OutputKind kind) => new Writer(this, kind);

    public void Log(LogLevel level, string message, Exception? exception) => Add($"{level} {message}");

    public void Report(double fraction, string? message) => Add($"progress {fraction} {message}");

    public void Item(long index, ReadOnlySpan<byte> json) => Add($"item {index} {Encoding.UTF8.GetString(json)}");

    public ICallSink Start(string action, ReadOnlySpan<byte> arguments)
    {
        lock (Gate)
        {
            string id = (records.Count(record => record.Contains(" start ", StringComparison.Ordinal)) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            Add($"start {action} {Encoding.UTF8.GetString(arguments)} as {id}");
            return new RecordedCall(id, records);
        }
    }

    public ICallSink Submit(string action, ReadOnlySpan<byte> arguments, Guid executionId) => Start($"{action} apart", arguments);

    public void Finish(in CallEnd end) => Add(
        $"end {(end.Error is null ? "ok" : end.Revoked ? "revoked" : end.Error.GetType().Name)} {Encoding.UTF8.GetString(end.Result)}{(end.Truncated ? "truncated" : "")}".TrimEnd());

    public void Count(string action, long repeated, long failed, TimeSpan total) => Add($"counted {action} {repeated} {failed}");

    /// <summary>Whether there is such a record.</summary>
    public static bool Any(List<string> records, Predicate<string> wanted)
    {
        lock (Gate)
            return records.Exists(wanted);
    }

    private void Add(string record)
    {
        lock (Gate)
            records.Add($"{CallId}: {record}");
    }

    private sealed class Writer(RecordedCall call, OutputKind kind) : IOutputWriter
    {
        private readonly StringBuilder _text = new();

        public void Write(ReadOnlySpan<char> text)
        {
            Thread.Sleep(call.Pause);
            _text.Append(text);
        }

        public void Dispose() => call.Add($"{kind} {_text}");
    }
}
