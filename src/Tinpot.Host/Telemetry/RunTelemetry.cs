using System.Diagnostics;
using Tinpot.Executions;

namespace Tinpot.Telemetry;

/// <summary>What an attempt tells those who watch from outside: its span, and its counts and times.</summary>
internal sealed class RunTelemetry : IDisposable
{
    private readonly ExecutionMetrics _metrics;
    private readonly ClaimedExecution _execution;
    private readonly Activity? _span;
    private readonly TimeProvider _clock;
    private readonly long _started;

    /// <summary>The attempt begins. Its span becomes what is under way here.</summary>
    public RunTelemetry(ExecutionMetrics metrics, ClaimedExecution execution, TimeProvider clock)
    {
        (_clock, _started) = (clock, clock.GetTimestamp());
        _metrics = metrics;
        _execution = execution;
        metrics.Started(execution);
        _span = Spans.Run(execution);
    }

    /// <summary>How long the attempt has taken, by a clock that cannot be set.</summary>
    public TimeSpan Elapsed => _clock.GetElapsedTime(_started);

    /// <summary>How it ended is stored.</summary>
    /// <param name="state">What the execution is in now.</param>
    /// <param name="error">What the attempt failed of, also if another follows.</param>
    public void Finish(ExecutionState state, ExecutionError? error)
    {
        _metrics.Finished(_execution, state, error?.Reason, Elapsed);
        _span?.SetOutcome(state, error);
    }

    /// <summary>How it ended here does not count: another owns the execution by now, or the store was away for too long to be told.</summary>
    public void Lose()
    {
        _metrics.Lost(_execution);
        _span?.Fail(FailureReason.Lost.Json().ToString(), FailureReason.Lost.Json().ToString());
    }

    public void Dispose() => _span?.Dispose();
}
