using System.Text.Json;
using Tinpot.Executions;

namespace Tinpot.Host.Tests.Workers.Running;

/// <summary>Claims that fail with an exception that the store should not throw.</summary>
public sealed class BrokenWorkerTests
{
    private static readonly TinpotOptions Options = new() { Concurrency = 4, Drain = TimeSpan.FromSeconds(30), Grace = TimeSpan.FromSeconds(10) };

    [Fact]
    public async Task Claims_that_fail_leave_running_work_alone_and_go_on_when_the_failure_is_over()
    {
        var release = new TaskCompletionSource();
        await using var harness = await WorkerHarness.StartAsync(Options, TimeSpan.FromSeconds(30), source => source.OnlyClaims = true, new TestAction("hold", async _ =>
        {
            Console.WriteLine("holding");
            await release.Task;
        }));
        Guid id = await harness.SubmitAsync("hold");
        await harness.UntilPrintedAsync(id);

        harness.Source.Fault = new JsonException("a record that is not JSON");
        Guid waiting = await harness.SubmitAsync("hold");
        await harness.Log.UntilHasAsync("The claim loop failed and will be retried: a record that is not JSON");
        Assert.False(harness.Worker.ExecuteTask!.IsCompleted);
        release.SetResult();
        Assert.Equal(ExecutionState.SUCCESS, (await harness.EndOfAsync(id)).State);
        Assert.Equal(ExecutionState.PENDING, (await harness.Store.FindAsync(waiting)).State);

        harness.Source.Fault = null;

        Assert.Equal(ExecutionState.SUCCESS, (await harness.EndOfAsync(waiting)).State);
    }
}
