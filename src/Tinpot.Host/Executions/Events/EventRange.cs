namespace Tinpot.Executions.Events;

/// <summary>Which stored events to read. Batches are read whole: the first may begin before, the last may end after what was asked for.</summary>
internal sealed record EventRange
{
    /// <summary>Batches that hold an event after this one.</summary>
    public EventId After { get; init; } = EventId.Start;
    /// <summary>Only batches that hold log line <c>FromLine</c> or a later one.</summary>
    public long? FromLine { get; init; }
    /// <summary>Only batches that hold call events.</summary>
    public bool CallsOnly { get; init; }
    /// <summary>Most bytes of payload to return; at least one batch is returned.</summary>
    public int MaxBytes { get; init; } = 256 * 1024;
}
