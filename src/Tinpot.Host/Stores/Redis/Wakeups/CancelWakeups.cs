using Tinpot.Executions;

namespace Tinpot.Stores.Redis.Wakeups;

/// <summary>Requests to cancel what this process owns. One may come before the answer of the claim it is for.</summary>
internal sealed class CancelWakeups
{
    /// <summary>Requests for others that are remembered, in case they are for what is just being claimed.</summary>
    private const int Remembered = 256;

    private readonly Lock _lock = new();
    private readonly HashSet<Guid> _owned = [];
    private readonly Queue<Guid> _recent = [];
    private readonly CancelRequests _requests = new();

    /// <summary>Done while there is one that its owner has not been told of.</summary>
    public Task Wait() => _requests.Wait();

    /// <summary>This process has it now.</summary>
    public void Own(Guid id)
    {
        lock (_lock)
        {
            _owned.Add(id);
            if (_recent.Contains(id))
                _requests.Add(id);
        }
    }

    /// <summary>This process has it no longer.</summary>
    public void Disown(Guid id)
    {
        lock (_lock)
        {
            _owned.Remove(id);
            _requests.Remove(id);
        }
    }

    /// <summary>Its owner knows.</summary>
    public void Acknowledge(Guid id) => _requests.Remove(id);

    public void Request(string text)
    {
        if (!Guid.TryParseExact(text, "N", out Guid id))
            return;
        lock (_lock)
        {
            if (_owned.Contains(id))
                _requests.Add(id);
            else
                _recent.Enqueue(id);
            if (_recent.Count > Remembered)
                _recent.Dequeue();
        }
    }
}
