using System.Diagnostics;
using Tinpot.Executions;

namespace Tinpot.Telemetry;

/// <summary>
/// Passes the recorded span to the servers that a child calls: the attempt's, which its host records, or one of the author's own
/// if the author records any. The framework's own way would name the request's, which nobody records here.
/// </summary>
/// <param name="own">The framework's own way.</param>
internal sealed class ActionPropagator(DistributedContextPropagator own) : DistributedContextPropagator
{
    private readonly DistributedContextPropagator _through = CreatePassThroughPropagator();

    public override IReadOnlyCollection<string> Fields => own.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        Activity? recorded = activity is null ? null : TraceContext.Recorded(activity);
        if (recorded is null)
            _through.Inject(activity, carrier, setter);
        else
            own.Inject(recorded, carrier, setter);
    }

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        own.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        own.ExtractBaggage(carrier, getter);
}
