using System.Runtime.CompilerServices;
using Tinpot.Platform;

namespace Tinpot.Host.Tests.Platform;

public sealed class AbandonedTaskTests
{
    [Fact]
    public async Task The_failure_of_an_abandoned_task_is_not_reported()
    {
        string name = Guid.NewGuid().ToString();
        List<string> reported = [];
        EventHandler<UnobservedTaskExceptionEventArgs> report = (_, failure) =>
        {
            lock (reported)
                reported.AddRange(failure.Exception.InnerExceptions.Select(error => error.Message));
        };
        TaskScheduler.UnobservedTaskException += report;
        try
        {
            Abandon(name);
            FailUnobserved($"not {name}");
            // The finalizer of a task reports it
            await Eventually.TrueAsync(
                () =>
                {
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                    lock (reported)
                        return reported.Contains($"not {name}");
                },
                "a failure that nobody observes is reported");
            lock (reported)
                Assert.DoesNotContain(name, reported);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= report;
        }
    }

    [Fact]
    public async Task A_wait_that_is_not_cancelled_ends_as_its_task_does()
    {
        using var cancellation = new CancellationTokenSource();
        var task = new TaskCompletionSource<int>();
        Task<int> wait = task.Task.WaitOrAbandonAsync(cancellation.Token);
        task.SetResult(7);
        Assert.Equal(7, await wait);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Abandon(string name)
    {
        using var cancellation = new CancellationTokenSource();
        var task = new TaskCompletionSource();
        Task wait = task.Task.WaitOrAbandonAsync(cancellation.Token);
        cancellation.Cancel();
        Assert.True(wait.IsCanceled);
        task.SetException(new InvalidOperationException(name));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FailUnobserved(string name) => _ = Task.FromException(new InvalidOperationException(name));
}
