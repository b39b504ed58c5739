namespace Tinpot.Platform;

/// <summary>Waits that may end before their task does. A task that fails after that is not reported as an unobserved failure.</summary>
internal static class AbandonedTasks
{
    public static Task WaitOrAbandonAsync(this Task task, CancellationToken cancellation)
    {
        Observe(task, cancellation);
        return task.WaitAsync(cancellation);
    }

    public static Task<T> WaitOrAbandonAsync<T>(this Task<T> task, CancellationToken cancellation)
    {
        Observe(task, cancellation);
        return task.WaitAsync(cancellation);
    }

    private static void Observe(Task task, CancellationToken cancellation)
    {
        if (task.IsCompleted || !cancellation.CanBeCanceled)
            return;
        _ = task.ContinueWith(
            static failed => failed.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
