using System.Diagnostics;
using Tinpot.Executions;
using Tinpot.Telemetry;

namespace Tinpot.Workers.Log;

/// <summary>
/// The spans of the nested calls of one attempt, made where its log is kept, from what the log is told: so calls in a child
/// process are recorded by its host, and a child has nothing to send.
/// </summary>
/// <remarks>Used under the gate of the log. Calls that are only counted have none.</remarks>
internal sealed class CallSpans
{
    private readonly Dictionary<CallLog, Activity> _open = [];

    private CallSpans(ActivityContext run) => Run = run;

    /// <summary>The attempt itself.</summary>
    public ActivityContext Run { get; }

    /// <returns>null when nobody records the attempt.</returns>
    public static CallSpans? Of(Activity? run) => run is not null && Spans.AreRecorded ? new CallSpans(run.Context) : null;

    public void Start(CallLog call)
    {
        call.Span = call.Caller!.Span;
        Activity? ambient = Activity.Current;
        Activity? span = Spans.Begin($"call {call.Action}", ActivityKind.Internal, call.Span, call.Action, call.StartedAt);
        Activity.Current = ambient;
        if (span is null)
            return;
        span.SetTag(TelemetryTags.Call, call.CallId);
        call.Span = span.Context;
        _open.Add(call, span);
    }

    public void Finish(CallLog call, in CallResult end)
    {
        if (!_open.Remove(call, out Activity? span))
            return;
        span.SetOutcome(end.State, end.State == ExecutionState.FAILURE ? end.Error : null);
        span.SetEndTime((call.StartedAt + end.Duration).UtcDateTime);
        Stop(span);
    }

    /// <summary>The attempt is over, and what has not ended never will.</summary>
    public void Abandon()
    {
        foreach (Activity span in _open.Values)
        {
            span.Fail("unfinished", "unfinished");
            Stop(span);
        }

        _open.Clear();
    }

    /// <summary>What is under way on this thread, where an action may run, stays so.</summary>
    private static void Stop(Activity span)
    {
        Activity? ambient = Activity.Current;
        span.Stop();
        Activity.Current = ambient;
    }
}
