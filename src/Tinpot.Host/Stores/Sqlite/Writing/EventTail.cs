using Tinpot.Executions.Events;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>Where the stored events of an execution end.</summary>
/// <param name="Last">The last event; <see cref="EventId.Start"/> when there is none.</param>
/// <param name="Line">The last numbered log line.</param>
/// <param name="Bytes">Bytes of all payloads.</param>
internal readonly record struct EventTail(EventId Last, long Line, long Bytes)
{
    /// <summary>The number that the next event has under the fence.</summary>
    /// <exception cref="FormatException">There are events under a higher fence already: the stored fence is wrong.</exception>
    public EventId Next(long fence) => fence >= Last.Fence
        ? new EventId(fence, fence == Last.Fence ? Last.Sequence + 1 : 1)
        : throw new FormatException($"The stored fence {fence} is lower than that of the last event, {Last}.");
}
