namespace Tinpot.Workers.Running;

/// <summary>Room in the thread pool for actions that block after their first await.</summary>
internal static class PoolThreads
{
    /// <summary>
    /// The pool grows by about a thread a second once its threads are blocked; up to its minimum it grows at once. The API
    /// answers from the same pool. Threads that are not needed are not made.
    /// </summary>
    public static void Reserve(int slots)
    {
        ThreadPool.GetMinThreads(out int workers, out int completion);
        int needed = (4 * slots) + (2 * Environment.ProcessorCount);
        if (workers < needed)
            ThreadPool.SetMinThreads(needed, completion);
    }
}
