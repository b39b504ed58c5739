using System.ComponentModel;
using Microsoft.Extensions.Logging;

namespace Tinpot.Runtime;

/// <summary>Records what one call of an execution does. Implemented by the host; safe to use from many threads, never throws.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ICallSink
{
    /// <summary>Id of the call within the execution.</summary>
    string CallId { get; }

    /// <summary>Takes console output of the call, whole lines or parts.</summary>
    /// <param name="endLine">The text ends its line, without saying so itself; at once, so that threads do not mix their lines.</param>
    void Write(OutputKind kind, ReadOnlySpan<char> text, bool endLine);

    /// <summary>Opens a source of output whose lines are put together apart from all others, e.g. a program's.</summary>
    IOutputWriter Open(OutputKind kind);

    /// <summary>Takes a log entry.</summary>
    void Log(LogLevel level, string message, Exception? exception);

    /// <summary>Takes the fraction done, 0 to 1.</summary>
    void Report(double fraction, string? message);

    /// <summary>Takes an item of the stream that this call returns.</summary>
    /// <param name="index">From 0, without a hole.</param>
    /// <param name="json">One JSON value, secrets masked.</param>
    void Item(long index, ReadOnlySpan<byte> json);

    /// <summary>Begins a nested call and gives it the next id.</summary>
    /// <param name="action">Name of the called action.</param>
    /// <param name="arguments">One JSON object, secrets masked; empty when it was too large to record.</param>
    ICallSink Start(string action, ReadOnlySpan<byte> arguments);

    /// <summary>Begins a call that is an execution of its own, and gives it the next id.</summary>
    /// <param name="action">Name of the called action.</param>
    /// <param name="arguments">One JSON object, secrets masked; empty when it was too large to record.</param>
    /// <param name="executionId">Id of that execution.</param>
    ICallSink Submit(string action, ReadOnlySpan<byte> arguments, Guid executionId);

    /// <summary>Ends this call.</summary>
    void Finish(in CallEnd end);

    /// <summary>Adds up nested calls that were too many to record one by one.</summary>
    void Count(string action, long repeated, long failed, TimeSpan total);
}
