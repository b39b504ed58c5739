using Microsoft.Extensions.Logging.Abstractions;
using Tinpot.Executions;
using Tinpot.Workers.Pool;

namespace Tinpot.Host.Tests.Workers.Running;

/// <summary>What becomes of running work when the host stops.</summary>
public sealed class WorkerStopTests
{
    private static readonly TinpotOptions Patient = new() { Concurrency = 4, Drain = TimeSpan.FromSeconds(30), Grace = TimeSpan.FromSeconds(10) };

    private static readonly TinpotOptions Hasty =
        new() { Concurrency = 4, Drain = TimeSpan.FromMilliseconds(50), Grace = TimeSpan.FromSeconds(30) };

    private static readonly TinpotOptions Hastier =
        new() { Concurrency = 4, Drain = TimeSpan.FromMilliseconds(50), Grace = TimeSpan.FromMilliseconds(300) };

    /// <summary>The signal that stops a host may reach a child that is only starting.</summary>
    [Fact]
    public async Task A_first_child_that_ends_while_the_worker_stops_is_no_failure()
    {
        string folder = Directory.CreateTempSubdirectory("tinpot-").FullName;
        using var claims = new ManualResetEventSlim();
        await using var children = new ChildPool(
            new ChildProgram("sh", ["-c", $"while [ ! -e '{folder}/end' ]; do sleep 0.01; done; exit 1", "sh"]),
            new ChildPoolOptions { Build = "", MostFrameBytes = 1_000_000, Room = () => null }, NullLogger<ChildPool>.Instance, TimeProvider.System);
        await using var harness = await WorkerHarness.StartAsync(Patient, children, source => source.Answering = _ => claims.Wait());
        await Eventually.TrueAsync(() => children.Count == 1, "a child is starting");

        Task stopping = harness.StopAsync();
        await File.WriteAllTextAsync(Path.Combine(folder, "end"), "");
        await Eventually.TrueAsync(() => children.Count == 0, "the child has ended");
        claims.Set();
        await stopping;

        Assert.Empty(harness.Log.Messages);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_stop_lets_running_work_end_takes_no_new_and_says_what_it_waits_for()
    {
        var release = new TaskCompletionSource();
        await using var harness = await WorkerHarness.StartAsync(Patient, new TestAction("hold", async _ =>
        {
            Console.WriteLine("holding");
            await release.Task;
            Console.WriteLine("released");
        }));
        Guid running = await harness.SubmitAsync("hold");
        await harness.UntilPrintedAsync(running);

        Task stopping = harness.StopAsync();
        Guid late = await harness.SubmitAsync("hold");
        while (harness.Log.Messages.IsEmpty)
            await Task.Delay(5);
        Assert.False(stopping.IsCompleted);
        release.SetResult();
        await stopping;

        Assert.Equal(ExecutionState.SUCCESS, (await harness.Store.FindAsync(running)).State);
        Assert.Equal(["holding", "released"], await harness.MessagesAsync(running));
        Assert.Equal(ExecutionState.PENDING, (await harness.Store.FindAsync(late)).State);
        Assert.Contains("waits up to 00:00:30 for the running executions (1): hold", Assert.Single(harness.Log.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_drain_work_is_asked_to_stop_and_fails_by_the_shutdown()
    {
        StopReason reason = StopReason.None;
        await using var harness = await WorkerHarness.StartAsync(Hasty, new TestAction("obey", async invocation =>
        {
            Console.WriteLine("waiting");
            try
            {
                await Task.Delay(Timeout.Infinite, invocation.Execution.Cancellation.Token);
            }
            finally
            {
                reason = invocation.Execution.Cancellation.Reason;
                Console.WriteLine("cleaned up");
            }
        }));
        Guid id = await harness.SubmitAsync("obey");
        await harness.UntilPrintedAsync(id);

        await harness.StopAsync();

        Assert.Equal(StopReason.Shutdown, reason);
        Assert.Equal(FailureReason.Shutdown, (await harness.Store.FindAsync(id)).Error!.Reason);
        Assert.Equal(
            ["The host is shutting down: the action is asked to stop; it runs in the host process and stops only if it observes its cancellation token.", "cleaned up", "waiting"],
            (await harness.MessagesAsync(id)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task After_the_grace_the_host_goes_without_an_action_that_does_not_stop()
    {
        using var release = new ManualResetEventSlim();
        await using var harness = await WorkerHarness.StartAsync(Hastier, new TestAction("deaf", _ =>
        {
            Console.WriteLine("deaf");
            release.Wait(TimeSpan.FromSeconds(60));
            Console.WriteLine("too late to tell");
            return default;
        }));
        Guid id = await harness.SubmitAsync("deaf");
        await harness.UntilPrintedAsync(id);

        await harness.StopAsync();

        ExecutionRecord record = await harness.Store.FindAsync(id);
        Assert.Equal((ExecutionState.FAILURE, FailureReason.Shutdown), (record.State, record.Error!.Reason));
        release.Set();
        Assert.Equal(
            ["deaf", "The host is shutting down: the action is asked to stop; it runs in the host process and stops only if it observes its cancellation token."],
            await harness.MessagesAsync(id));
        Assert.Equal(3, harness.Log.Messages.Count);
    }
}
