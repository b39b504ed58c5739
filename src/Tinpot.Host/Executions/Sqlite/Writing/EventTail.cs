namespace Tinpot.Executions.Sqlite.Writing;

/// <summary>Where the stored events of an execution end.</summary>
/// <param name="Last">The last event; <see cref="EventId.Start"/> when there is none.</param>
/// <param name="Line">The last numbered log line.</param>
/// <param name="Bytes">Bytes of all payloads.</param>
internal readonly record struct EventTail(EventId Last, long Line, long Bytes)
{
    /// <summary>The number that the next event has under the fence.</summary>
    public EventId Next(long fence) => new(fence, fence == Last.Fence ? Last.Sequence + 1 : 1);
}
