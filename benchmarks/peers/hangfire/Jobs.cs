using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Hangfire;

namespace Tinpot.Peers.Hangfire;

public static class Jobs
{
    private static readonly ConcurrentQueue<double> Waits = [];
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(5);
    private static readonly SemaphoreSlim Ends = new(0);

    public static void Nothing(long submitted) => Waits.Enqueue(Stopwatch.GetElapsedTime(submitted).TotalMicroseconds);

    public static void End() => Ends.Release();

    public static async Task<string> RunAsync(int concurrency, int jobs)
    {
        Waits.Clear();
        long begun = Stopwatch.GetTimestamp();
        Task submitting = concurrency == 1 ? OneByOneAsync(jobs) : Task.Run(() => Parallel.For(0, jobs, new ParallelOptions { MaxDegreeOfParallelism = 8 }, static _ => Submit()));
        if (concurrency > 1)
        {
            for (int ended = 0; ended < jobs; ended++)
                await Ends.WaitAsync();
        }

        await submitting;
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        double[] waits = [.. Waits.Order()];
        return string.Create(CultureInfo.InvariantCulture, $"{jobs / seconds} {waits[jobs / 2]} {waits[jobs * 99 / 100]}");
    }

    private static async Task OneByOneAsync(int jobs)
    {
        for (int i = 0; i < jobs; i++)
        {
            Submit();
            await Ends.WaitAsync();
            await Task.Delay(Idle);
        }
    }

    private static void Submit() => BackgroundJob.Enqueue(() => Nothing(Stopwatch.GetTimestamp()));
}
