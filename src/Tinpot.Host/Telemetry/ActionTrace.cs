using System.Diagnostics;
using Tinpot.Executions;

namespace Tinpot.Telemetry;

/// <summary>Makes the trace of an execution the trace of the code of its action.</summary>
internal static class ActionTrace
{
    /// <summary>
    /// Where the attempt's span is not, as in a child, something stands for it that only passes the trace on. Ends when disposed of.
    /// </summary>
    public static Activity? Enter(TraceContext? trace) =>
        Activity.Current is null && trace is not null
            ? new Activity("action") { TraceStateString = trace.State }.SetParentId(trace.Parent).Start()
            : null;
}
