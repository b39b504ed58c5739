using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Platform;

namespace Tinpot.Hosting.Limits;

/// <summary>
/// Keeps the thread pool from growing when the system has few threads left: a pool that asks for a thread and gets none ends
/// the process, and nothing can catch that.
/// </summary>
internal sealed partial class PoolGrowth(SupervisedLoops loops, ILogger<PoolGrowth> logger) : BackgroundService
{
    private static readonly TimeSpan Usually = TimeSpan.FromSeconds(1);

    /// <summary>The other threads of the host need some too.</summary>
    private const int Spare = 4;

    private (int Least, int Most)? _usual;

    /// <summary>How many threads the pool may have.</summary>
    /// <param name="threads">How many it has.</param>
    /// <param name="left">How many more the system starts.</param>
    /// <param name="bounded">Whether it is bounded already; that ends only when there is some more room than where it begins.</param>
    /// <returns>null = as many as it likes.</returns>
    public static int? MaxThreads(int threads, int? left, bool bounded) =>
        left is not { } room || room >= (bounded ? 2 * ThreadRoom.Kept : ThreadRoom.Kept) ? null : Math.Max(1, threads + Math.Max(0, room - Spare));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loops.Create("bound of the thread pool", logger).RunAsync(
        _ =>
        {
            Bound(ThreadRoom.Left());
            return Task.FromResult(Usually);
        },
        stoppingToken);

    private void Bound(int? left)
    {
        if (MaxThreads(ThreadPool.ThreadCount, left, _usual is not null) is { } most)
        {
            ThreadPool.GetMaxThreads(out int usualMost, out int completion);
            ThreadPool.GetMinThreads(out int least, out int leastCompletion);
            if (_usual is null)
            {
                _usual = (least, usualMost);
                LogBounded(left!.Value);
            }

            // The highest may not be below the lowest at any time
            ThreadPool.SetMinThreads(Math.Min(least, most), leastCompletion);
            ThreadPool.SetMaxThreads(most, completion);
        }
        else if (_usual is { } usual)
        {
            ThreadPool.GetMaxThreads(out _, out int completion);
            ThreadPool.GetMinThreads(out _, out int leastCompletion);
            ThreadPool.SetMaxThreads(usual.Most, completion);
            ThreadPool.SetMinThreads(usual.Least, leastCompletion);
            _usual = null;
            LogFree();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The system lets this host start only {Left} more processes and threads (ulimit -u, TasksMax=, pids.max). Until the limit allows more, the host uses only its existing threads.")]
    private partial void LogBounded(int left);

    [LoggerMessage(Level = LogLevel.Information, Message = "The system allows enough processes and threads for this host again.")]
    private partial void LogFree();
}
