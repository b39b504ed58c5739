using Tinpot.Workers.Leases;

namespace Tinpot.Host.Tests.Workers.Leases;

/// <summary>Takes every thread of the pool and keeps it, as actions do that block. To be used by one test at a time.</summary>
internal sealed class BlockedPool : IDisposable
{
    private readonly ManualResetEventSlim _release = new();
    private readonly CountdownEvent _left;
    private readonly int _workers;
    private readonly int _completion;

    private BlockedPool()
    {
        ThreadPool.GetMaxThreads(out _workers, out _completion);
        ThreadPool.GetMinThreads(out int least, out _);
        int most = Math.Max(Math.Max(ThreadPool.ThreadCount, least), Environment.ProcessorCount);
        Assert.True(ThreadPool.SetMaxThreads(most, _completion));
        // Many more than there can be threads: whatever is queued after them does not come to its turn
        _left = new CountdownEvent(10 * most);
        for (int block = 0; block < 10 * most; block++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    _release.Wait();
                    _left.Signal();
                },
                null);
        }
    }

    /// <summary>Runs something on a thread of its own while no other makes progress.</summary>
    public static Task RunAsync(Action code) => DedicatedThread.RunAsync("Blocked pool", () =>
    {
        using (new BlockedPool())
            code();
    });

    public void Dispose()
    {
        ThreadPool.SetMaxThreads(_workers, _completion);
        _release.Set();
        _left.Wait();
        _left.Dispose();
        _release.Dispose();
    }
}
