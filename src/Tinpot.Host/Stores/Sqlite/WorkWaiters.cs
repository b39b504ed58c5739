using Tinpot.Executions;

namespace Tinpot.Stores.Sqlite;

/// <summary>The workers that wait for work. A submission is claimed for them in the transaction that stores it, and starts with that commit.</summary>
internal sealed class WorkWaiters(WaitingWork work)
{
    private readonly Lock _lock = new();
    private readonly List<Waiter> _waiting = [];
    private readonly List<Waiter> _served = [];

    /// <returns>What was claimed; none when a claim may find work.</returns>
    public async Task<IReadOnlyList<ClaimedExecution>> WaitAsync(ClaimRequest request, CancellationToken cancellation)
    {
        // First join, then look: work that is stored in between is claimed
        var waiter = new Waiter(request);
        lock (_lock)
            _waiting.Add(waiter);
        if (work.Any(request) && TryLeave(waiter))
            return [];
        try
        {
            return await waiter.Claimed.Task.WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (!TryLeave(waiter))
        {
            // Its claim is being written, or is written
            return await waiter.Claimed.Task;
        }
    }

    /// <summary>Claims for those who wait what there is for them, in the open transaction.</summary>
    public void Serve(Func<ClaimRequest, IReadOnlyList<ClaimedExecution>> claim)
    {
        while (Next() is { } waiter)
        {
            _served.Add(waiter);
            waiter.Work = claim(waiter.Request);
        }
    }

    /// <summary>The transaction is on the disk.</summary>
    public void Apply() => Wake(static waiter => waiter.Work);

    /// <summary>The transaction was rolled back: those it claimed for look again.</summary>
    public void Undo() => Wake(static _ => []);

    private void Wake(Func<Waiter, IReadOnlyList<ClaimedExecution>> claimed)
    {
        foreach (Waiter waiter in _served)
            waiter.Claimed.TrySetResult(claimed(waiter));
        _served.Clear();
    }

    private Waiter? Next()
    {
        lock (_lock)
        {
            Waiter? next = _waiting.Find(waiter => work.Any(waiter.Request));
            if (next is not null)
                _waiting.Remove(next);
            return next;
        }
    }

    private bool TryLeave(Waiter waiter)
    {
        lock (_lock)
            return _waiting.Remove(waiter);
    }

    private sealed class Waiter(ClaimRequest request)
    {
        public ClaimRequest Request { get; } = request;

        public IReadOnlyList<ClaimedExecution> Work { get; set; } = [];

        public TaskCompletionSource<IReadOnlyList<ClaimedExecution>> Claimed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
