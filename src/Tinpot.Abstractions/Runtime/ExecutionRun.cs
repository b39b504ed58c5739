using System.ComponentModel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tinpot.Runtime.Values;

namespace Tinpot.Runtime;

/// <summary>State that all calls of one execution share. The host creates one for each run.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ExecutionRun
{
    internal static readonly TimeSpan DefaultProgramGrace = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly List<CallTally> _late = [];
    private LimitedBuffer? _spare;

    /// <summary>Id of the execution.</summary>
    public required Guid Id { get; init; }

    /// <summary>The attempt, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Name of who asked.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>Whether and why it should stop.</summary>
    public required ActionCancellation Cancellation { get; init; }

    /// <summary>Says which log levels are on; entries go to the sink of the call, not here.</summary>
    public ILogger Levels { get; init; } = NullLogger.Instance;

    /// <summary>Measures durations.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gives the name of an action in the program, from its assembly and its name there; null when every action keeps its own name.</summary>
    public Func<string, string, string>? NameInProgram { get; init; }

    /// <summary>Time for a program to end after SIGTERM; less than the time of the execution, which cleans up afterwards.</summary>
    public TimeSpan ProgramGrace { get; init; } = DefaultProgramGrace;

    /// <summary>The code that stops the execution sends SIGTERM to its programs, too, so that other code must not.</summary>
    public bool SignalsPrograms { get; init; }

    /// <summary>Takes out of a program's environment what is the host's alone.</summary>
    public Action<IDictionary<string, string?>>? Withhold { get; init; }

    /// <summary>Runs what is submitted; null where that runs in place.</summary>
    public ISubmitter? Submitter { get; init; }

    /// <summary>Makes the root call, on which an invocation is built.</summary>
    public ActionExecution Root(ICallSink sink) => new(this, sink, 0);

    /// <summary>Runs code as the root call. What it leaves ambient stays inside; the task ends as the code's does.</summary>
    public async Task RunAsync(ActionExecution root, Func<ValueTask> code)
    {
        ActionExecution.Current = root;
        try
        {
            await code().ConfigureAwait(false);
        }
        finally
        {
            root.ReportTally();
            ReportLate();
        }
    }

    /// <summary>The name under which a nested call is recorded.</summary>
    internal string NameOf<TCall>()
        where TCall : struct, INestedCall =>
        NameInProgram is { } name ? name(TCall.Assembly, TCall.Action) : TCall.Action;

    /// <summary>Remembers calls that were counted after their caller had returned.</summary>
    internal void AddLate(CallTally tally)
    {
        lock (_lock)
            _late.Add(tally);
    }

    internal LimitedBuffer RentBuffer() => Interlocked.Exchange(ref _spare, null) ?? new LimitedBuffer(
        LimitedBuffer.RecordLimit, static length => new InvalidOperationException($"A value of at least {length} bytes is not recorded."));

    internal void ReturnBuffer(LimitedBuffer buffer)
    {
        buffer.Clear();
        Volatile.Write(ref _spare, buffer);
    }

    private void ReportLate()
    {
        CallTally[] late;
        lock (_lock)
        {
            late = [.. _late];
            _late.Clear();
        }

        foreach (CallTally tally in late)
            tally.Report();
    }
}
