using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Tinpot.Executions;
using Tinpot.Security;
using Tinpot.Settings.Redis;
using Tinpot.Stores.Redis;
using Tinpot.Stores.Redis.Connecting;

namespace Tinpot.Load;

/// <summary>What the store costs: submissions, claims and ends on the Redis that REDIS_URL names, with nothing run in between.</summary>
/// <remarks>
/// Reads lines "concurrency executions" and answers "executions/s p50 p99", the last two in microseconds from submission to
/// start. At concurrency 1 an execution is submitted some milliseconds after the one before has ended.
/// </remarks>
internal sealed class Lifecycle(RedisStore store)
{
    private const int AtOnce = 500;

    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentDictionary<Guid, long> _submitted = new();
    private readonly ConcurrentQueue<double> _waits = new();
    private int _ended;

    public static async Task<int> RunAsync()
    {
        if (!RedisUrl.TryParse(Environment.GetEnvironmentVariable("REDIS_URL") ?? "", out RedisUrl? url, out string? must))
        {
            Console.Error.WriteLine($"REDIS_URL {must}.");
            return 2;
        }

        await using RedisConnection connection = await RedisConnection.OpenAsync(url.Settings);
        await using var store = new RedisStore(new RedisStoreOptions(), connection, $"load-{Environment.ProcessId}");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            int[] counts = [.. line.Split(' ').Select(static word => int.Parse(word, CultureInfo.InvariantCulture))];
            Console.WriteLine(await new Lifecycle(store).RunAsync(counts[0], counts[1]));
        }

        return 0;
    }

    private async Task<string> RunAsync(int concurrency, int executions)
    {
        using var ends = new SemaphoreSlim(0);
        long begun = Stopwatch.GetTimestamp();
        Task<double[]> working = Task.Run(() => WorkAsync(concurrency, executions, ends));
        for (int sent = 0; sent < executions;)
        {
            int some = concurrency == 1 ? 1 : Math.Min(AtOnce, executions - sent);
            await SubmitAsync(some);
            sent += some;
            if (concurrency == 1)
            {
                await ends.WaitAsync();
                // The worker waits for work again when the next comes
                await Task.Delay(Idle);
            }
        }

        double[] waits = await working;
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Array.Sort(waits);
        return string.Create(
            CultureInfo.InvariantCulture, $"{executions / seconds} {waits[executions / 2]} {waits[executions * 99 / 100]}");
    }

    private async Task SubmitAsync(int count)
    {
        var submissions = new ExecutionSubmission[count];
        for (int i = 0; i < count; i++)
        {
            submissions[i] = new ExecutionSubmission
            {
                Id = Guid.CreateVersion7(),
                Action = "nothing",
                Title = "Nothing",
                Group = "General",
                Queue = "default",
                ContractHash = "0123456789abcdef",
                Arguments = "{}"u8.ToArray(),
                RequestedBy = Principal.Anonymous,
                RequestedVia = "code",
            };
            _submitted[submissions[i].Id] = Stopwatch.GetTimestamp();
        }

        await store.SubmitAsync(submissions, CancellationToken.None);
    }

    private async Task<double[]> WorkAsync(int concurrency, int executions, SemaphoreSlim ends)
    {
        using var slots = new SemaphoreSlim(concurrency);
        using var done = new CancellationTokenSource();
        var request = new ClaimRequest("load", ["default"], ["General"], concurrency);
        var running = new List<Task>();
        try
        {
            while (true)
            {
                await slots.WaitAsync(done.Token);
                int free = 1;
                while (free < concurrency && slots.Wait(0))
                    free++;
                IReadOnlyList<ClaimedExecution> claimed = await store.ClaimAsync(request with { MaxCount = free }, CancellationToken.None);
                foreach (ClaimedExecution execution in claimed)
                    running.Add(RunAsync(execution));
                if (free > claimed.Count)
                    slots.Release(free - claimed.Count);
                if (claimed.Count == 0)
                    await store.WaitForWorkAsync(request, done.Token);
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // All have ended
        }

        await Task.WhenAll(running);
        return [.. _waits];

        // A slot goes on with what an end takes for it, as a worker's does
        async Task RunAsync(ClaimedExecution first)
        {
            for (ClaimedExecution? execution = first; execution is not null;)
            {
                _waits.Enqueue(Stopwatch.GetElapsedTime(_submitted[execution.Lease.ExecutionId]).TotalMicroseconds);
                var report = new FinishReport(execution.Lease, ExecutionOutcome.Success(null)) { Next = request with { MaxCount = 1 } };
                execution = (await store.FinishAsync(report, CancellationToken.None)).SingleOrDefault();
                ends.Release();
                if (Interlocked.Increment(ref _ended) == executions)
                    await done.CancelAsync();
            }

            slots.Release();
        }
    }
}
