namespace Tinpot.Runtime;

public static partial class CallFrame
{
    /// <summary>
    /// Records the end of the task before any code that awaits it continues. Not an async method: awaiting would keep
    /// only the first exception of a task that has several, and make another of its cancellation.
    /// </summary>
    private static Task Follow(Task task, TrackedCall tracked)
    {
        // A method that returns null instead of a task is its caller's to stumble over.
        if (task is null || task.IsCompleted)
        {
            Finish(task, tracked);
            return task!;
        }

        return FollowLater(task, tracked);
    }

    /// <summary>Apart, because a method that has a closure makes it at its start, and most tasks end at once.</summary>
    private static Task FollowLater(Task task, TrackedCall tracked)
    {
        var promise = new TaskCompletionSource();
        task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() =>
        {
            Finish(task, tracked);
            promise.SetFromTask(task);
        });
        return promise.Task;
    }

    private static Task<TResult> Follow<TCall, TResult>(Task<TResult> task, TrackedCall tracked)
        where TCall : struct, INestedCall<TResult>
    {
        if (task is null || task.IsCompleted)
        {
            Finish<TCall, TResult>(task, tracked);
            return task!;
        }

        return FollowLater<TCall, TResult>(task, tracked);
    }

    private static Task<TResult> FollowLater<TCall, TResult>(Task<TResult> task, TrackedCall tracked)
        where TCall : struct, INestedCall<TResult>
    {
        var promise = new TaskCompletionSource<TResult>();
        task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() =>
        {
            Finish<TCall, TResult>(task, tracked);
            promise.SetFromTask(task);
        });
        return promise.Task;
    }

    /// <summary>A value task that ended at once needs no task.</summary>
    private static ValueTask Follow(ValueTask task, TrackedCall tracked)
    {
        if (!task.IsCompletedSuccessfully)
            return new ValueTask(Follow(task.AsTask(), tracked));
        // Its source may reuse it after this
        task.GetAwaiter().GetResult();
        tracked.Succeed();
        return default;
    }

    private static ValueTask<TResult> Follow<TCall, TResult>(ValueTask<TResult> task, TrackedCall tracked)
        where TCall : struct, INestedCall<TResult>
    {
        if (!task.IsCompletedSuccessfully)
            return new ValueTask<TResult>(Follow<TCall, TResult>(task.AsTask(), tracked));
        TResult result = task.Result;
        tracked.Succeed<TCall, TResult>(result);
        return new ValueTask<TResult>(result);
    }

    private static void Finish(Task? task, TrackedCall tracked)
    {
        if (task is null || task.IsCompletedSuccessfully)
            tracked.Succeed();
        else
            tracked.Fail(task);
    }

    private static void Finish<TCall, TResult>(Task<TResult>? task, TrackedCall tracked)
        where TCall : struct, INestedCall<TResult>
    {
        if (task is null)
            tracked.Succeed();
        else if (task.IsCompletedSuccessfully)
            tracked.Succeed<TCall, TResult>(task.Result);
        else
            tracked.Fail(task);
    }
}
