using System.ComponentModel;

namespace Tinpot.Runtime;

/// <summary>
/// Creates the ids of executions: UUIDs of version 7, which begin with the time. The last byte says in which part of a divided store an
/// execution is.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ExecutionIdFactory
{
    /// <summary>An id that was never used.</summary>
    /// <param name="clock">Gives the time in the id; for stored executions the clock of the store, because lists are sorted by it.</param>
    public static Guid New(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return Guid.CreateVersion7(clock.GetUtcNow());
    }

    /// <summary>The same id in the first part of a divided store. Executions with concurrency limits are there, because a step of the store sees only one part.</summary>
    public static Guid InFirstPart(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[^1] = 0;
        return new Guid(bytes, bigEndian: true);
    }
}
