using System.Buffers;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Stores.Redis.Scripts;

namespace Tinpot.Stores.Redis.Writing;

/// <summary>Events that the store's scripts write, as viewers will get them.</summary>
internal static class StoreEvents
{
    public static readonly EventTemplate Pending = EventTemplate.State(ExecutionState.PENDING);

    public static readonly ReadOnlyMemory<byte> Scheduled = EventTemplate.State(ExecutionState.SCHEDULED).Without;

    public static readonly ReadOnlyMemory<byte> Revoked = Complete(ExecutionOutcome.Revoked);

    public static ReadOnlyMemory<byte> Complete(ExecutionOutcome outcome)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ExecutionEvents.WriteComplete(buffer, outcome.State, outcome.Result is { } result ? result.Span : default, outcome.Error);
        return buffer.WrittenMemory;
    }
}
