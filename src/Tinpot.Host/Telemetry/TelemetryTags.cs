namespace Tinpot.Telemetry;

/// <summary>Names that spans and measurements share. Their values come from catalogs and settings, never from arguments.</summary>
internal static class TelemetryTags
{
    /// <summary>Of the meter and of the source of spans.</summary>
    public const string Source = "Tinpot";

    public const string Action = "tinpot.action";
    public const string Queue = "tinpot.queue";

    /// <summary>As in the API: <c>SUCCESS</c>, <c>FAILURE</c>, …</summary>
    public const string State = "tinpot.state";

    /// <summary>As in the API: <c>exception</c>, <c>timeout</c>, …</summary>
    public const string Reason = "tinpot.reason";

    /// <summary>What was asked of a store.</summary>
    public const string Operation = "tinpot.operation";

    /// <summary>Of a record that cannot be read: <c>execution</c>, <c>key</c>, <c>lane</c>, <c>index</c>, <c>event</c>, <c>worker</c>, <c>catalog</c> or <c>message</c>.</summary>
    public const string Kind = "tinpot.kind";

    public const string Execution = "tinpot.execution.id";
    public const string Attempt = "tinpot.attempt";
    public const string Waited = "tinpot.waited";
    public const string Call = "tinpot.call.id";

    /// <summary>Type of the exception; the name is OpenTelemetry's.</summary>
    public const string ErrorType = "error.type";
}
