namespace Tinpot.Runtime;

public static partial class CallFrame
{
    private static void Track<TCall>(ActionExecution caller, TCall call)
        where TCall : struct, INestedVoidCall
    {
        TrackedCall tracked = TrackedCall.Start(caller, call);
        try
        {
            call.Invoke();
        }
        catch (Exception error)
        {
            tracked.Fail(error);
            throw;
        }
        finally
        {
            tracked.Leave();
        }

        tracked.Succeed();
    }

    private static TResult Track<TCall, TResult>(ActionExecution caller, TCall call)
        where TCall : struct, INestedValueCall<TResult>
    {
        TrackedCall tracked = TrackedCall.Start(caller, call);
        TResult result;
        try
        {
            result = call.Invoke();
        }
        catch (Exception error)
        {
            tracked.Fail(error);
            throw;
        }
        finally
        {
            tracked.Leave();
        }

        tracked.Succeed<TCall, TResult>(result);
        return result;
    }

    private static Task TrackTask<TCall>(ActionExecution caller, TCall call)
        where TCall : struct, INestedTaskCall
    {
        TrackedCall tracked = TrackedCall.Start(caller, call);
        Task task;
        try
        {
            task = call.Invoke();
        }
        catch (Exception error)
        {
            tracked.Fail(error);
            throw;
        }
        finally
        {
            tracked.Leave();
        }

        return Follow(task, tracked);
    }

    private static Task<TResult> TrackTask<TCall, TResult>(ActionExecution caller, TCall call)
        where TCall : struct, INestedTaskCall<TResult>
    {
        TrackedCall tracked = TrackedCall.Start(caller, call);
        Task<TResult> task;
        try
        {
            task = call.Invoke();
        }
        catch (Exception error)
        {
            tracked.Fail(error);
            throw;
        }
        finally
        {
            tracked.Leave();
        }

        return Follow<TCall, TResult>(task, tracked);
    }

    private static ValueTask TrackValueTask<TCall>(ActionExecution caller, TCall call)
        where TCall : struct, INestedValueTaskCall
    {
        TrackedCall tracked = TrackedCall.Start(caller, call);
        ValueTask task;
        try
        {
            task = call.Invoke();
        }
        catch (Exception error)
        {
            tracked.Fail(error);
            throw;
        }
        finally
        {
            tracked.Leave();
        }

        return Follow(task, tracked);
    }

    private static ValueTask<TResult> TrackValueTask<TCall, TResult>(ActionExecution caller, TCall call)
        where TCall : struct, INestedValueTaskCall<TResult>
    {
        TrackedCall tracked = TrackedCall.Start(caller, call);
        ValueTask<TResult> task;
        try
        {
            task = call.Invoke();
        }
        catch (Exception error)
        {
            tracked.Fail(error);
            throw;
        }
        finally
        {
            tracked.Leave();
        }

        return Follow<TCall, TResult>(task, tracked);
    }
}
