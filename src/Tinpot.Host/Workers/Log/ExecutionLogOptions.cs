using Tinpot.Executions.Events;

namespace Tinpot.Workers.Log;

/// <summary>Where a log begins, and its bounds.</summary>
internal sealed record ExecutionLogOptions
{
    /// <summary>Number of the first event.</summary>
    public required EventId First { get; init; }

    /// <summary>Lines logged by earlier attempts.</summary>
    public long LinesBefore { get; init; }

    /// <summary>Bytes logged by earlier attempts; they count against the limit.</summary>
    public long BytesBefore { get; init; }

    /// <summary>Most bytes of output; calls and states do not count.</summary>
    public long Limit { get; init; } = long.MaxValue;

    /// <summary>When nothing could be handed on for so long, lines are dropped and counted.</summary>
    public TimeSpan StoreTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public SecretMasker Masker { get; init; } = SecretMasker.None;

    public required TimeProvider Clock { get; init; }

    /// <summary>Where nested calls are recorded for traces; null where nobody looks.</summary>
    public CallSpans? Spans { get; init; }

    /// <summary>Told how many lines were dropped when they are shown as a gap.</summary>
    public Action<long> OnGap { get; init; } = static _ => { };

    /// <summary>Called once, when something is written after the end.</summary>
    public Action OnLate { get; init; } = static () => { };
}
