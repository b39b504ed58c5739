using System.Collections.Concurrent;
using Tinpot.Executions;

namespace Tinpot.Stores.Sqlite;

/// <summary>
/// The callers that wait for the end of an execution, and the ends that are certainly to come: those of what was submitted in this process and has not ended.
/// Of other executions only the database knows whether they have ended.
/// </summary>
internal sealed class ExecutionEnds
{
    /// <summary>So many are remembered; for others the database is asked.</summary>
    private const int Bound = 10_000;

    private readonly ExecutionWaiters<ExecutionRecord?> _waiters = new();
    private readonly ConcurrentDictionary<Guid, bool> _coming = new();
    private int _count;

    /// <summary>Executions that somebody waits for.</summary>
    public int Awaited => _waiters.Count;

    /// <summary>Ends with what the execution is at its end; null when that has to be read. Leave by <see cref="Leave"/>.</summary>
    public Task<ExecutionRecord?> Join(Guid id) => _waiters.Join(id);

    public void Leave(Guid id, Task<ExecutionRecord?> joined) => _waiters.Remove(id, joined);

    public bool IsAwaited(Guid id) => _waiters.Any(id);

    /// <summary>Who has joined before is woken.</summary>
    public bool IsToCome(Guid id) => _coming.ContainsKey(id);

    /// <summary>Only the one who writes says this, and <see cref="End"/>.</summary>
    public void Begin(Guid id)
    {
        if (_count < Bound && _coming.TryAdd(id, true))
            _count++;
    }

    /// <param name="record">As it is at its end; null when that was not read.</param>
    public void End(Guid id, ExecutionRecord? record)
    {
        if (_coming.TryRemove(id, out _))
            _count--;
        _waiters.Wake(id, record);
    }
}
