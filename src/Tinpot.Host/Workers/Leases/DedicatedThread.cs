namespace Tinpot.Workers.Leases;

/// <summary>Runs something on a thread of its own, which no action can hold up that blocks the threads of the pool.</summary>
internal static class DedicatedThread
{
    /// <summary>Ends as the code does.</summary>
    public static Task RunAsync(string name, Action code)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Run(code, ended)) { IsBackground = true, Name = name }.UnsafeStart();
        return ended.Task;
    }

    private static void Run(Action code, TaskCompletionSource ended)
    {
        try
        {
            code();
            ended.SetResult();
        }
        catch (OperationCanceledException cancelled)
        {
            ended.SetCanceled(cancelled.CancellationToken);
        }
        catch (Exception fault)
        {
            ended.SetException(fault);
        }
    }
}
