using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using Tinpot.Runtime;

namespace Tinpot.Workers.Log;

/// <summary>What one call writes to the log of its execution.</summary>
internal sealed class CallLog : ICallSink
{
    private readonly ExecutionLog _log;
    private readonly LineAssembler _output;
    private readonly LineAssembler _error;
    private readonly byte[] _tail;

    public CallLog(ExecutionLog log, CallLog? caller, long number, string action, DateTimeOffset startedAt)
    {
        _log = log;
        Caller = caller;
        Number = number;
        CallId = number.ToString(CultureInfo.InvariantCulture);
        Depth = caller is null ? 0 : caller.Depth + 1;
        Action = action;
        StartedAt = startedAt;
        _tail = LogEventWriter.Tail(Depth, CallId, "log");
        _output = new LineAssembler(log, OutputKind.Output, Tail(OutputKind.Output));
        _error = new LineAssembler(log, OutputKind.Error, Tail(OutputKind.Error));
    }

    public string CallId { get; }

    /// <summary>The same as a number: 0 for the action that was started, then in start order.</summary>
    public long Number { get; }

    public CallLog? Caller { get; }

    public int Depth { get; }

    public string Action { get; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>The span of the call; of the nearest caller that has one where it has none.</summary>
    public ActivityContext Span { get; set; }

    /// <summary>The execution that the call is, when it is one of its own.</summary>
    public Guid? ExecutionId { get; init; }

    /// <summary>Progress that is not shown yet.</summary>
    public (double Fraction, string? Message)? Waiting { get; set; }

    /// <summary>When progress was shown last, as a timestamp of the log's clock.</summary>
    public long? LastProgress { get; set; }

    public void Write(OutputKind kind, ReadOnlySpan<char> text, bool endLine)
    {
        lock (_log.Gate)
        {
            try
            {
                (kind == OutputKind.Output ? _output : _error).Add(text, endLine);
            }
            catch (Exception error)
            {
                _log.Spoil(error);
                throw;
            }
        }
    }

    public IOutputWriter Open(OutputKind kind) => new LineAssembler(_log, kind, Tail(kind));

    /// <summary>Opens the source of what is printed past everything that knows of calls: by native code, and by programs it starts.</summary>
    public IOutputWriter OpenRaw() => new LineAssembler(_log, OutputKind.Output, LogEventWriter.Tail(Depth, CallId, "raw"));

    public void Log(LogLevel level, string message, Exception? exception) =>
        _log.WriteEntry(level, _tail, exception is null ? message : $"{message}\n{ExceptionText.Describe(exception)}");

    public void Report(double fraction, string? message) => _log.Report(this, fraction, message);

    public void Item(long index, ReadOnlySpan<byte> json) => _log.WriteItem(this, index, json);

    public ICallSink Start(string action, ReadOnlySpan<byte> arguments) => _log.StartCall(this, action, arguments);

    public ICallSink Submit(string action, ReadOnlySpan<byte> arguments, Guid executionId) => _log.StartCall(this, action, arguments, executionId);

    public void Finish(in CallEnd end) => _log.FinishCall(this, new CallResult(
        end.Duration, end.Result, end.Truncated, end.Error is { } error ? ExceptionText.Of(error, FailureReason.Exception) : null, end.Revoked));

    public void Count(string action, long repeated, long failed, TimeSpan total) =>
        _log.CountCalls(this, action, repeated, failed, total);

    /// <summary>Ends the call's unfinished lines, so that they stand before what another call writes.</summary>
    public void EndLines()
    {
        _output.End();
        _error.End();
    }

    private byte[] Tail(OutputKind kind) => LogEventWriter.Tail(Depth, CallId, kind == OutputKind.Output ? "stdout" : "stderr");
}
