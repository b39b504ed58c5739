namespace Tinpot.Stores.Redis.Wakeups;

/// <summary>Wakes whoever waits for its next ring. Ask for that before looking, so that no ring in between is missed.</summary>
internal sealed class WakeupSignal
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Next() => Volatile.Read(ref _next).Task;

    public void Set() =>
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
