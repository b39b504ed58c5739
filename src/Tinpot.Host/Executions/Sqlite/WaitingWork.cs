namespace Tinpot.Executions.Sqlite;

/// <summary>
/// How much waits, per queue and per (queue, group), and who waits for it. A copy in memory of what the database
/// holds, kept by the writer; so neither a claim nor the queue limit has to count rows, and nobody polls.
/// </summary>
internal sealed class WaitingWork
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Queue, string Group), int> _pending = [];
    private readonly Dictionary<string, int> _waiting = [];
    private readonly List<Waiter> _waiters = [];

    /// <summary>Everything that waits in the queue: SCHEDULED, PENDING and RETRY.</summary>
    public int Waiting(string queue)
    {
        lock (_lock)
            return _waiting.GetValueOrDefault(queue);
    }

    /// <summary>The (queue, group) pairs with PENDING work that the request serves.</summary>
    public List<(string Queue, string Group)> Pairs(ClaimRequest request)
    {
        lock (_lock)
            return [.. _pending.Keys.Where(pair => request.Serves(pair.Queue, pair.Group))];
    }

    /// <summary>Counts work in (or, with −1, out) of a waiting state. Waiters are woken by <see cref="Wake"/>.</summary>
    public void Count(string queue, string group, ExecutionState state, int change)
    {
        lock (_lock)
        {
            Change(_waiting, queue, change);
            if (state == ExecutionState.PENDING)
                Change(_pending, (queue, group), change);
        }
    }

    /// <summary>Wakes who waits for work there is now.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            for (int i = _waiters.Count - 1; i >= 0; i--)
            {
                if (!Any(_waiters[i].Request))
                    continue;
                _waiters[i].Woken.TrySetResult();
                _waiters.RemoveAt(i);
            }
        }
    }

    public async Task WaitAsync(ClaimRequest request, CancellationToken cancellation)
    {
        Waiter waiter;
        lock (_lock)
        {
            if (Any(request))
                return;
            waiter = new Waiter(request);
            _waiters.Add(waiter);
        }

        try
        {
            await waiter.Woken.Task.WaitAsync(cancellation);
        }
        finally
        {
            lock (_lock)
                _waiters.Remove(waiter);
        }
    }

    private bool Any(ClaimRequest request)
    {
        foreach ((string queue, string group) in _pending.Keys)
        {
            if (request.Serves(queue, group))
                return true;
        }

        return false;
    }

    private static void Change<TKey>(Dictionary<TKey, int> counts, TKey key, int change) where TKey : notnull
    {
        int count = counts.GetValueOrDefault(key) + change;
        if (count == 0)
            counts.Remove(key);
        else
            counts[key] = count;
    }

    private sealed class Waiter(ClaimRequest request)
    {
        public ClaimRequest Request { get; } = request;

        public TaskCompletionSource Woken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
