using System.Collections.Concurrent;
using Tinpot.Executions;

namespace Tinpot.Workers.Leases;

/// <summary>What a worker runs, and the slots it has left.</summary>
/// <param name="parkedLimit">So many runs that wait for what they submitted take no slot.</param>
internal sealed class ActiveRuns(int slots, int parkedLimit = 0)
{
    private readonly Dictionary<Lease, int> _waits = [];
    private readonly ConcurrentDictionary<Lease, ActiveRun> _runs = new();
    private readonly SemaphoreSlim _freed = new(0, 1);

    /// <summary>Below zero when runs that had given their slots back go on.</summary>
    public int Free => slots - _runs.Count + Math.Min(Waiting, ParkedLimit);

    public int Count => _runs.Count;

    public int ParkedLimit => parkedLimit;

    /// <summary>How many runs wait for what they submitted.</summary>
    public int Waiting
    {
        get
        {
            lock (_waits)
                return _waits.Count;
        }
    }

    public IReadOnlyList<ActiveRun> All => [.. _runs.Values];

    public ActiveRun? Find(Lease lease) => _runs.GetValueOrDefault(lease);

    public void Add(ActiveRun run) => _runs[run.Lease] = run;

    public void Remove(ActiveRun run)
    {
        _runs.TryRemove(run.Lease, out _);
        Signal();
    }

    /// <summary>The run waits for one more execution that it submitted. False when so many wait that it keeps its slot.</summary>
    public bool BeginWait(Lease lease)
    {
        int waiting;
        lock (_waits)
        {
            _waits[lease] = _waits.GetValueOrDefault(lease) + 1;
            waiting = _waits.Count;
        }

        Signal();
        return waiting <= ParkedLimit;
    }

    /// <summary>It goes on at once when that was the last, whether a slot is free or not.</summary>
    public void EndWait(Lease lease)
    {
        lock (_waits)
        {
            int left = _waits[lease] - 1;
            if (left > 0)
                _waits[lease] = left;
            else
                _waits.Remove(lease);
        }
    }

    /// <summary>Returns when a slot may have become free since this was asked last, and after the timeout.</summary>
    public async Task WaitForEndAsync(TimeSpan timeout, TimeProvider clock, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            await _freed.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The timeout
        }
    }

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

    /// <summary>One signal is enough, because the waiter checks again; more would only make it check more often.</summary>
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
