namespace Tinpot.Executions;

/// <summary>How a run ended.</summary>
/// <param name="State">SUCCESS, FAILURE, REVOKED, or RETRY.</param>
/// <param name="Result">UTF-8 JSON on SUCCESS, or null.</param>
internal sealed record ExecutionOutcome(ExecutionState State, ReadOnlyMemory<byte>? Result, ExecutionError? Error)
{
    /// <summary>How long it ran, by a clock that cannot be set; null when its worker does not know.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>When a RETRY is due; null = at once.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    public static ExecutionOutcome Success(ReadOnlyMemory<byte>? result) => new(ExecutionState.SUCCESS, result, null);

    public static ExecutionOutcome Failure(ExecutionError error) => new(ExecutionState.FAILURE, null, error);

    public static readonly ExecutionOutcome Revoked = new(ExecutionState.REVOKED, null, null);
}
