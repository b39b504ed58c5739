using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Tinpot.Runtime.Values;

namespace Tinpot.Runtime;

/// <summary>One nested call while it runs: recorded in a frame of its own or, when its caller made very many, only counted.</summary>
internal readonly struct TrackedCall
{
    private readonly ActionExecution _caller;
    private readonly ActionExecution? _frame;
    private readonly string _action;
    private readonly long _started;

    private TrackedCall(ActionExecution caller, ActionExecution? frame, string action)
    {
        _caller = caller;
        _frame = frame;
        _action = action;
        _started = caller.Run.Clock.GetTimestamp();
    }

    /// <summary>Begins the call. A counted call stays in its caller's frame, so that every line's call id is one the tree knows.</summary>
    public static TrackedCall Start<TCall>(ActionExecution caller, TCall call)
        where TCall : struct, INestedCall
    {
        string action = caller.Run.NameOf<TCall>();
        if (!caller.TryCountCall())
            return new TrackedCall(caller, null, action);

        LimitedBuffer buffer = caller.Run.RentBuffer();
        ICallSink sink = caller.Sink.Start(action, Record(buffer, call, static (writer, call) => call.WriteArguments(writer)));
        caller.Run.ReturnBuffer(buffer);

        var frame = new ActionExecution(caller.Run, sink, caller.Depth + 1);
        ActionExecution.Current = frame;
        return new TrackedCall(caller, frame, action);
    }

    /// <summary>Begins a call that runs elsewhere, as an execution of its own: nothing of it happens in its frame.</summary>
    public static TrackedCall Submit<TCall>(ActionExecution caller, TCall call, Guid executionId)
        where TCall : struct, ISubmittedCall
    {
        string action = caller.Run.NameOf<TCall>();
        if (!caller.TryCountCall())
            return new TrackedCall(caller, null, action);

        LimitedBuffer buffer = caller.Run.RentBuffer();
        ICallSink sink = caller.Sink.Submit(action, Record(buffer, call, static (writer, call) => call.WriteArguments(writer)), executionId);
        caller.Run.ReturnBuffer(buffer);
        return new TrackedCall(caller, new ActionExecution(caller.Run, sink, caller.Depth + 1), action);
    }

    /// <summary>Continues a call after <see cref="Leave"/>.</summary>
    public void Enter()
    {
        if (_frame is not null)
            ActionExecution.Current = _frame;
    }

    /// <summary>Takes the frame off the caller's flow; the call itself may go on.</summary>
    public void Leave()
    {
        if (_frame is not null)
            ActionExecution.Current = _caller;
    }

    public void Succeed() => Finish(new CallEnd { Duration = Elapsed });

    public void Succeed<TCall, TResult>(TResult result)
        where TCall : struct, INestedCall<TResult>
    {
        if (_frame is null)
        {
            Succeed();
            return;
        }

        TimeSpan duration = Elapsed;
        LimitedBuffer buffer = _caller.Run.RentBuffer();
        ReadOnlySpan<byte> json = Record(buffer, result, static (writer, result) => TCall.WriteResult(writer, result));
        Finish(new CallEnd { Duration = duration, Result = json, Truncated = buffer.Overflowed });
        _caller.Run.ReturnBuffer(buffer);
    }

    /// <summary>Ends a call whose result came as JSON; empty = none.</summary>
    public void Succeed(ReadOnlySpan<byte> json)
    {
        bool truncated = json.Length > LimitedBuffer.RecordLimit;
        Finish(new CallEnd { Duration = Elapsed, Result = truncated ? default : json, Truncated = truncated });
    }

    /// <summary>Ends a call that returned a stream.</summary>
    public void SucceedItems(long count)
    {
        Span<byte> json = stackalloc byte[32];
        Utf8.TryWrite(json, CultureInfo.InvariantCulture, $"{{\"items\":{count}}}", out int length);
        Finish(new CallEnd { Duration = Elapsed, Result = json[..length] });
    }

    public void Fail(Exception error) => Finish(new CallEnd
    {
        Duration = Elapsed,
        Error = error,
        Revoked = error is OperationCanceledException && _caller.Run.Cancellation.Reason != StopReason.None,
    });

    /// <summary>Ends the call as a completed task that did not succeed has ended.</summary>
    public void Fail(Task task) =>
        Fail(task.Exception?.InnerException ?? new TaskCanceledException(task));

    private TimeSpan Elapsed => _caller.Run.Clock.GetElapsedTime(_started);

    private void Finish(in CallEnd end)
    {
        if (_frame is null)
        {
            _caller.Tally.Add(_action, failed: end.Error is not null, end.Duration);
            return;
        }

        _frame.ReportTally();
        _frame.Sink.Finish(end);
    }

    private static ReadOnlySpan<byte> Record<T>(LimitedBuffer buffer, T value, Action<Utf8JsonWriter, T> write)
    {
        try
        {
            write(buffer.Writer, value);
            buffer.Writer.Flush();
            return buffer.Written.Span;
        }
        catch (Exception)
        {
            // Writing reads properties that are the author's code. Recording a call must not change how it ends.
            // One that was given up for its length is cut short.
            if (!buffer.Overflowed)
                buffer.Clear();
            return default;
        }
    }
}
