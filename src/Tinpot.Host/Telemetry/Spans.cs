using System.Diagnostics;
using Tinpot.Executions;
using Tinpot.Platform.Reflection;

namespace Tinpot.Telemetry;

/// <summary>The spans of an execution. Each is null when nobody records it, which costs a look.</summary>
internal static class Spans
{
    private static readonly ActivitySource Source = new(TelemetryTags.Source, HostAssembly.Version);

    /// <summary>An execution is asked for; the trace goes on from here with the work.</summary>
    /// <param name="trace">What asks is part of it.</param>
    public static Activity? Submission(ActionDescriptor action, Guid id, TraceContext? trace)
    {
        if (!AreRecorded)
            return null;
        // A request that nobody records would, as a parent, have the sampler leave out what comes of it
        Activity.Current = Activity.Current is { } current ? TraceContext.Recorded(current) : null;
        return Begin($"submit {action.Name}", ActivityKind.Producer, Activity.Current is null ? trace?.ToActivity() ?? default : default, action.Name)
            ?.SetTag(TelemetryTags.Execution, id.ToString())
            .SetTag(TelemetryTags.Queue, action.Queue);
    }

    /// <summary>An attempt, from its claim to its stored end. Becomes what is under way here; nothing that was before stays.</summary>
    public static Activity? Run(ClaimedExecution execution)
    {
        Activity.Current = null;
        if (!AreRecorded)
            return null;
        return Begin($"run {execution.Action}", ActivityKind.Consumer, execution.Trace?.ToActivity() ?? default, execution.Action)
            ?.SetTag(TelemetryTags.Execution, execution.Lease.ExecutionId.ToString())
            .SetTag(TelemetryTags.Queue, execution.Queue)
            .SetTag(TelemetryTags.Attempt, execution.Attempt)
            .SetTag(TelemetryTags.Waited, execution.Waited.TotalSeconds);
    }

    /// <summary>Says how what the span stands for ended. Messages stay with the execution: who reads traces may be somebody else.</summary>
    /// <param name="error">What it failed of, also if it is tried again.</param>
    public static void SetOutcome(this Activity span, ExecutionState state, ExecutionError? error)
    {
        span.SetTag(TelemetryTags.State, state.Json().ToString());
        if (error is not null)
            span.Fail(error.Reason.Json().ToString(), error.Type);
    }

    /// <param name="reason">One word.</param>
    /// <param name="type">Type of the exception, or the reason again.</param>
    public static void Fail(this Activity span, string reason, string type) =>
        span.SetTag(TelemetryTags.Reason, reason).SetTag(TelemetryTags.ErrorType, type).SetStatus(ActivityStatusCode.Error, reason);

    /// <summary>Begins a span now or at a moment that has passed,.</summary>
    public static Activity? Begin(string name, ActivityKind kind, ActivityContext parent, string action, DateTimeOffset at = default) =>
        Source.StartActivity(name, kind, parent, startTime: at)?.SetTag(TelemetryTags.Action, action);

    public static bool AreRecorded => Source.HasListeners();
}
