using System.Collections.Concurrent;

namespace Tinpot.Peers.Memory;

/// <summary>The callers that wait for their jobs. A job can only be given values that can be serialized, so it gets a number.</summary>
public static class Waiting
{
    private static readonly ConcurrentDictionary<long, TaskCompletionSource> Jobs = new();
    private static long _last;

    public static (long Id, Task Run) Add()
    {
        long id = Interlocked.Increment(ref _last);
        var run = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Jobs[id] = run;
        return (id, run.Task);
    }

    public static void Complete(long id)
    {
        if (Jobs.TryRemove(id, out TaskCompletionSource? run))
            run.SetResult();
    }
}
