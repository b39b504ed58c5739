using Tinpot.Executions;

namespace Tinpot.Workers.Log;

/// <summary>How a nested call ended, in words and not in objects; nothing is masked yet.</summary>
/// <param name="result">One JSON value; empty = none.</param>
internal readonly ref struct CallResult(
    TimeSpan duration, ReadOnlySpan<byte> result, bool truncated, ExecutionError? error, bool revoked)
{
    public TimeSpan Duration { get; } = duration;

    public ReadOnlySpan<byte> Result { get; } = result;

    /// <summary>The result was too large to record.</summary>
    public bool Truncated { get; } = truncated;

    /// <summary>What it threw; null when it succeeded.</summary>
    public ExecutionError? Error { get; } = error;

    public ExecutionState State { get; } =
        error is null ? ExecutionState.SUCCESS : revoked ? ExecutionState.REVOKED : ExecutionState.FAILURE;
}
