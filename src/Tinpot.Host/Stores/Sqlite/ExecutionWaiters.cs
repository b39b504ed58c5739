namespace Tinpot.Stores.Sqlite;

/// <summary>Who waits for something of which execution. An execution that nobody waits for takes no memory.</summary>
internal sealed class ExecutionWaiters
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Entry> _entries = [];

    /// <summary>Joins those who are woken when it happens next to the execution. Leave by <see cref="Remove"/>.</summary>
    public Task Join(Guid id)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(id, out Entry? entry))
                _entries.Add(id, entry = new Entry());
            entry.Waiters++;
            return entry.Woken.Task;
        }
    }

    public void Remove(Guid id, Task joined)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(id, out Entry? entry) && entry.Woken.Task == joined && --entry.Waiters == 0)
                _entries.Remove(id);
        }
    }

    public void Wake(Guid id)
    {
        lock (_lock)
        {
            if (_entries.Remove(id, out Entry? entry))
                entry.Woken.TrySetResult();
        }
    }

    /// <summary>Executions that somebody waits for.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _entries.Count;
        }
    }

    private sealed class Entry
    {
        public int Waiters { get; set; }

        public TaskCompletionSource Woken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
