namespace Tinpot.Stores.Redis.Wakeups;

/// <summary>Completes the tasks that wait for its next signal. Get the task before you check, so that no signal in between is missed.</summary>
internal sealed class WakeupSignal
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Next() => Volatile.Read(ref _next).Task;

    public void Set() =>
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
