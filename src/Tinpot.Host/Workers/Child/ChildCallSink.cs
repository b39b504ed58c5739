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
        source.Send(text, endLine, (part, ends) => log.Send(new OutputMessage(number, kind, part, ends)));
    }

    public IOutputWriter Open(OutputKind kind)
    {
        long writer = log.NextWriter();
        log.Send(new WriterOpenedMessage(writer, number, kind));
        return new ChildOutputWriter(log, writer);
    }

    public void Log(LogLevel level, string message, Exception? exception) => log.Send(new LogMessage(
        number, level, ExceptionText.Cut(exception is null ? message : $"{message}\n{ExceptionText.Describe(exception)}", ExceptionText.LongestEntry)));

    public void Report(double fraction, string? message) =>
        log.Send(new ProgressMessage(number, fraction, message is null ? null : ExceptionText.Cut(message, ExceptionText.LongestText)));

    public void Item(long index, ReadOnlySpan<byte> json) => log.Send(new ItemMessage(number, index, json));

    public ICallSink Start(string action, ReadOnlySpan<byte> arguments) => log.StartCall(number, action, arguments);

    public ICallSink Submit(string action, ReadOnlySpan<byte> arguments, Guid executionId) => log.StartCall(number, action, arguments, executionId);

    public void Finish(in CallEnd end) => log.Send(new CallFinishedMessage(
        number, end.Duration, end.Result, end.Truncated, end.Revoked, end.Error is { } error ? ExceptionText.Of(error, FailureReason.Exception) : null));

    public void Count(string action, long repeated, long failed, TimeSpan total) =>
        log.Send(new CallsCountedMessage(number, action, repeated, failed, total));
}
