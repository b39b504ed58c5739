namespace Tinpot.Executions.Redis;

/// <summary>Who waits for work of which lanes.</summary>
internal sealed class WorkNudges
{
    private readonly Lock _lock = new();
    private readonly List<WorkWaiter> _waiters = [];

    public WorkWaiter Wait(ClaimRequest request)
    {
        var waiter = new WorkWaiter(request, this);
        lock (_lock)
            _waiters.Add(waiter);
        return waiter;
    }

    public void Leave(WorkWaiter waiter)
    {
        lock (_lock)
            _waiters.Remove(waiter);
    }

    public void Wake(string lane)
    {
        if (!lane.Contains(':', StringComparison.Ordinal))
            return;
        (string queue, string group) = LaneName.Read(lane);
        lock (_lock)
        {
            foreach (WorkWaiter waiter in _waiters)
            {
                if (waiter.Request.Serves(queue, group))
                    waiter.Bell.Ring();
            }
        }
    }
}
