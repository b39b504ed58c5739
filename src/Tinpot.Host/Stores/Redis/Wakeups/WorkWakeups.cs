using Tinpot.Executions;

namespace Tinpot.Stores.Redis.Wakeups;

/// <summary>Who waits for work of which lanes.</summary>
internal sealed class WorkWakeups
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

    public void Remove(WorkWaiter waiter)
    {
        lock (_lock)
            _waiters.Remove(waiter);
    }

    public void Wake(string lane)
    {
        if (LaneName.TryRead(lane) is not { } name)
            return;
        lock (_lock)
        {
            foreach (WorkWaiter waiter in _waiters)
            {
                if (waiter.Request.Serves(name.Queue, name.Group))
                    waiter.Signal.Set();
            }
        }
    }
}
