namespace Tinpot.Stores.Sqlite;

/// <summary>Who waits for something of which execution. An execution that nobody waits for takes no memory.</summary>
/// <typeparam name="TNews">What those who wait are told.</typeparam>
internal sealed class ExecutionWaiters<TNews>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Entry> _entries = [];

    /// <summary>Joins those who are woken when it happens next to the execution. Leave by <see cref="Remove"/>.</summary>
    public Task<TNews> Join(Guid id)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(id, out Entry? entry))
                _entries.Add(id, entry = new Entry());
            entry.Waiters++;
            return entry.Woken.Task;
        }
    }

    public void Remove(Guid id, Task<TNews> joined)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(id, out Entry? entry) && entry.Woken.Task == joined && --entry.Waiters == 0)
                _entries.Remove(id);
        }
    }

    public void Wake(Guid id, TNews news)
    {
        lock (_lock)
        {
            if (_entries.Remove(id, out Entry? entry))
                entry.Woken.TrySetResult(news);
        }
    }

    /// <summary>Whether somebody waits for it.</summary>
    public bool Any(Guid id)
    {
        lock (_lock)
            return _entries.ContainsKey(id);
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

        public TaskCompletionSource<TNews> Woken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
