using System.ComponentModel;
using Microsoft.Extensions.Logging;
using Tinpot.Runtime;

namespace Tinpot;

/// <summary>The execution that the running code belongs to, seen from the action call it is in: every nested call has its own.</summary>
/// <remarks>
/// It follows the code through <c>await</c>, <c>Task.Run</c>, new threads and <c>Parallel</c>. Outside a host, where an
/// action is just a method, there is none.
/// </remarks>
public sealed class ActionExecution
{
    private static readonly AsyncLocal<ActionExecution?> Ambient = new();

    private int _calls;
    private double _fraction;
    private CallTally? _tally;

    internal ActionExecution(ExecutionRun run, ICallSink sink, int depth)
    {
        Run = run;
        Sink = sink;
        Depth = depth;
        Logger = new CallLogger(this);
        Progress = new CallProgress(this);
    }

    /// <summary>The execution the caller runs in; null outside a host.</summary>
    public static ActionExecution? Current
    {
        get => Ambient.Value;
        internal set => Ambient.Value = value;
    }

    /// <summary>Id of the execution (UUIDv7), the same in all its calls.</summary>
    public Guid Id => Run.Id;

    /// <summary>Id of the call within the execution: <c>0</c> for the action that was started, <c>1</c>, <c>2</c>, … for nested calls in start order.</summary>
    public string CallId => Sink.CallId;

    /// <summary>How deep the call is nested; 0 for the action that was started.</summary>
    public int Depth { get; }

    /// <summary>The attempt, from 1.</summary>
    public int Attempt => Run.Attempt;

    /// <summary>Name of who asked for the execution.</summary>
    public string RequestedBy => Run.RequestedBy;

    /// <summary>Whether and why the execution should stop.</summary>
    public ActionCancellation Cancellation => Run.Cancellation;

    /// <summary>Writes to the execution's log.</summary>
    public ILogger Logger { get; }

    /// <summary>Takes the fraction done, 0 to 1.</summary>
    public IProgress<double> Progress { get; }

    /// <summary>The host's record of this call.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ICallSink Sink { get; }

    internal ExecutionRun Run { get; }

    /// <summary>Says how far this call is.</summary>
    /// <remarks>Report as often as you like: the latest of a call is shown ten times a second, and the last always.</remarks>
    /// <param name="fraction">
    /// Fraction done, 0 to 1; what is outside is taken as the nearer end, and <see cref="double.NaN"/>, which 0 of 0 done
    /// gives, as the last reported value.
    /// </param>
    /// <param name="message">The current step, for people; 500 characters of it are kept.</param>
    public void Report(double fraction, string? message = null)
    {
        if (!double.IsNaN(fraction))
            Volatile.Write(ref _fraction, Math.Clamp(fraction, 0, 1));
        Sink.Report(Volatile.Read(ref _fraction), message);
    }

    /// <summary>Counts one more nested call; false once there are so many that they are only counted.</summary>
    internal bool TryCountCall() => Interlocked.Increment(ref _calls) is > 0 and <= CallTally.EventsPerCall;

    internal CallTally Tally
    {
        get
        {
            if (Volatile.Read(ref _tally) is null)
                Interlocked.CompareExchange(ref _tally, new CallTally(this), null);
            return _tally!;
        }
    }

    internal void ReportTally() => Volatile.Read(ref _tally)?.Report();
}
