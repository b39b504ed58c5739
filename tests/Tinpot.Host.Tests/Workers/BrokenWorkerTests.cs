using Tinpot.Executions;

namespace Tinpot.Host.Tests.Workers;

/// <summary>A fault of our own in one of the worker's loops.</summary>
public sealed class BrokenWorkerTests
{
    private static readonly TinpotOptions Options = new() { Concurrency = 4, Drain = TimeSpan.FromSeconds(30), Grace = TimeSpan.FromSeconds(10) };

    [Fact]
    public async Task Fault_in_claiming_lets_running_work_end_then_ends_the_worker_with_it()
    {
        var release = new TaskCompletionSource();
        await using var harness = await WorkerHarness.StartAsync(Options, new TestAction("hold", async _ =>
        {
            Console.WriteLine("holding");
            await release.Task;
        }));
        Guid id = await harness.SubmitAsync("hold");
        await harness.UntilPrintedAsync(id);

        harness.Source.Fault = new InvalidOperationException("nobody foresaw this");
        Guid waiting = await harness.SubmitAsync("hold");
        await harness.Log.UntilHasAsync("The worker is broken");
        Assert.False(harness.Worker.ExecuteTask!.IsCompleted);
        release.SetResult();

        Exception fault = await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Worker.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal("nobody foresaw this", fault.Message);
        Assert.Equal(ExecutionState.SUCCESS, (await harness.EndOfAsync(id)).State);
        Assert.Equal(ExecutionState.PENDING, (await harness.Store.FindAsync(waiting)).State);
    }
}
