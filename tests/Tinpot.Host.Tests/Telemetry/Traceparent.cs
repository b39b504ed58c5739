using System.Diagnostics;

namespace Tinpot.Host.Tests.Telemetry;

/// <summary>A span elsewhere, as a client's header names it.</summary>
internal sealed record Traceparent(ActivityTraceId Trace, ActivitySpanId Span)
{
    public static Traceparent New() => new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom());

    public override string ToString() => $"00-{Trace}-{Span}-01";
}
