namespace Tinpot.Executions;

/// <summary>
/// Running executions that were asked to cancel and whose owner has not been told yet. A wait returns while there is
/// one; so a request between two waits is not missed.
/// </summary>
internal sealed class CancelRequests
{
    private readonly Lock _lock = new();
    private readonly HashSet<Guid> _undelivered = [];
    private TaskCompletionSource _some = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Add(Guid id)
    {
        lock (_lock)
        {
            _undelivered.Add(id);
            _some.TrySetResult();
        }
    }

    /// <summary>Its owner knows, or it has ended.</summary>
    public void Remove(Guid id)
    {
        lock (_lock)
        {
            if (_undelivered.Remove(id) && _undelivered.Count == 0)
                _some = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Done while there is one.</summary>
    public Task Wait()
    {
        lock (_lock)
            return _some.Task;
    }
}
