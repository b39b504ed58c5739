using Tinpot.Executions;

namespace Tinpot.Stores.Redis.Writing;

/// <summary>
/// Lets simultaneous calls share a script. A call that arrives while few scripts are under way goes at once; who comes later goes
/// with everybody who came meanwhile, when one returns.
/// </summary>
/// <param name="parallel">Scripts that may be under way.</param>
internal sealed class ScriptBatch<TItem, TResult>(Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> run, int parallel = 2)
{
    /// <summary>Items of one script: it must not hold up the server.</summary>
    private const int Most = 100;

    /// <summary>Callers that may wait; who comes then waits to be let in.</summary>
    private const int Bound = 256;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Queue<Entry> _queue = [];
    private readonly SemaphoreSlim _free = new(Bound);
    private int _running;

    /// <summary>Whether two can go together; otherwise the second goes later. null = all can.</summary>
    public Func<TItem, TItem, bool>? Fits { get; init; }

    public async Task<TResult> AddAsync(TItem item, CancellationToken cancellation) => (await AddAsync([item], cancellation).ConfigureAwait(false))[0];

    /// <summary>Items that are added together are sent together, as far as they fit.</summary>
    /// <param name="cancellation">Ends the wait to be let in.</param>
    /// <exception cref="StoreUnavailableException">The script failed, or nobody is let in any more.</exception>
    public async Task<TResult[]> AddAsync(IReadOnlyList<TItem> items, CancellationToken cancellation)
    {
        if (!await _free.WaitAsync(Patience, cancellation).ConfigureAwait(false))
            throw new StoreUnavailableException("Too many changes wait for Redis. Try again later.");
        try
        {
            Entry[] entries = [.. items.Select(item => new Entry(item))];
            if (Enqueue(entries))
                _ = SendAsync();
            return await Task.WhenAll(entries.Select(entry => entry.Done.Task)).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <returns>Whether somebody has to send them who does not do so already.</returns>
    private bool Enqueue(Entry[] entries)
    {
        lock (_lock)
        {
            foreach (Entry entry in entries)
                _queue.Enqueue(entry);
            if (_running == parallel)
                return false;
            _running++;
            return true;
        }
    }

    private async Task SendAsync()
    {
        while (Take() is { Count: > 0 } entries)
        {
            try
            {
                IReadOnlyList<TResult> results = await run([.. entries.Select(entry => entry.Item)]).ConfigureAwait(false);
                for (int i = 0; i < entries.Count; i++)
                    entries[i].Done.SetResult(results[i]);
            }
            catch (Exception error)
            {
                // The callers that wait get the exception
                foreach (Entry entry in entries)
                    entry.Done.TrySetException(error);
            }
        }
    }

    private List<Entry> Take()
    {
        lock (_lock)
        {
            List<Entry> entries = [];
            while (entries.Count < Most && _queue.TryPeek(out Entry? next)
                && (entries.Count == 0 || Fits?.Invoke(entries[0].Item, next.Item) != false))
            {
                entries.Add(_queue.Dequeue());
            }

            if (entries.Count == 0)
                _running--;
            return entries;
        }
    }

    private sealed class Entry(TItem item)
    {
        public TItem Item { get; } = item;

        public TaskCompletionSource<TResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
