using System.Diagnostics;

namespace Tinpot.Executions;

/// <summary>The span that asked for an execution, as the headers of W3C Trace Context name it. Baggage stays behind: it may hold anything.</summary>
/// <param name="Parent"><c>traceparent</c></param>
/// <param name="State"><c>tracestate</c>, at most <see cref="StateLimit"/> characters; null when there is none.</param>
internal sealed record TraceContext(string Parent, string? State)
{
    /// <summary>So many characters everybody should pass on (W3C Trace Context, 3.3.1.5); more are kept with no execution.</summary>
    public const int StateLimit = 512;

    /// <summary>What is under way here is part of this; null when it is part of no trace.</summary>
    public static TraceContext? Current => Activity.Current is { } activity ? Of(activity) : null;

    /// <summary>The span as whose child others should see what the activity does; null when there is none.</summary>
    public static TraceContext? Of(Activity activity)
    {
        if (Recorded(activity) is { } span)
            return span is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? new TraceContext(id, Bounded(span.TraceStateString)) : null;
        Activity root = activity;
        while (root.Parent is { } parent)
            root = parent;
        return root is { IdFormat: ActivityIdFormat.W3C, ParentId: { } remote } ? new TraceContext(remote, Bounded(root.TraceStateString)) : null;
    }

    /// <summary>
    /// The nearest span that somebody may see. The framework begins one for each request that it logs or sends, seen or
    /// not; as a parent that one would be a hole in the trace.
    /// </summary>
    public static Activity? Recorded(Activity activity)
    {
        Activity? span = activity;
        while (span is not null && !span.Source.HasListeners())
            span = span.Parent;
        return span;
    }

    /// <summary>For a span that continues the trace; an invalid context begins a new trace.</summary>
    public ActivityContext ToActivity() =>
        ActivityContext.TryParse(Parent, State, isRemote: true, out ActivityContext context) ? context : default;

    /// <summary>Entries are left out from the end, where the oldest are.</summary>
    private static string? Bounded(string? state)
    {
        while (state is { Length: > StateLimit })
            state = state.LastIndexOf(',') is var end and > 0 ? state[..end] : null;
        return string.IsNullOrEmpty(state) ? null : state;
    }
}
