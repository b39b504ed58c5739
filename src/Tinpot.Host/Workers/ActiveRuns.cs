using System.Collections.Concurrent;
using Tinpot.Executions;

namespace Tinpot.Workers;

/// <summary>What a worker runs, and the slots it has left.</summary>
internal sealed class ActiveRuns(int slots)
{
    private readonly ConcurrentDictionary<Lease, ActiveRun> _runs = new();
    private readonly SemaphoreSlim _freed = new(0, 1);

    public int Free => slots - _runs.Count;

    public int Count => _runs.Count;

    public IReadOnlyList<ActiveRun> All => [.. _runs.Values];

    public ActiveRun? Find(Lease lease) => _runs.GetValueOrDefault(lease);

    public void Add(ActiveRun run) => _runs[run.Lease] = run;

    public void Remove(ActiveRun run)
    {
        _runs.TryRemove(run.Lease, out _);
        Signal();
    }

    /// <summary>Returns when a run has ended since this was asked last; false after the timeout.</summary>
    public Task<bool> WaitForEndAsync(TimeSpan timeout, CancellationToken cancellation) => _freed.WaitAsync(timeout, cancellation);

    /// <summary>Returns when all runs have ended; false after the timeout, and when there is a hurry.</summary>
    public async Task<bool> WaitForAllAsync(TimeSpan timeout, TimeProvider clock, CancellationToken hurry)
    {
        using var late = new CancellationTokenSource(timeout, clock);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(late.Token, hurry);
        try
        {
            while (!_runs.IsEmpty)
                await _freed.WaitAsync(enough.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return _runs.IsEmpty;
        }
    }

    /// <summary>Once is enough for whoever waits, and looks again; more would only make it look more often.</summary>
    private void Signal()
    {
        if (_freed.CurrentCount > 0)
            return;
        try
        {
            _freed.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another was quicker
        }
    }
}
