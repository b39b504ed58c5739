using Tinpot.Executions;
using Tinpot.Host.Tests.Workers.Running;

namespace Tinpot.Host.Tests.Workers.Leases;

/// <summary>A worker on a store whose leases run out.</summary>
public sealed class LostLeaseTests
{
    /// <summary>A twelfth of a minute is long enough for any machine to renew in, and what waits for a margin waits two seconds.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(12);

    private static readonly TinpotOptions One = new() { Concurrency = 1, Drain = TimeSpan.FromSeconds(30), Grace = TimeSpan.FromSeconds(10) };

    [Fact]
    public async Task What_cannot_be_renewed_is_stopped_nothing_more_is_written_and_the_slot_is_free_when_it_is_gone()
    {
        var stopped = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var harness = await StartAsync(
            Lease,
            new TestAction("hold", async invocation =>
            {
                Console.WriteLine("mine");
                invocation.Execution.Cancellation.Token.Register(stopped.SetResult);
                await stopped.Task;
                Console.WriteLine("not mine any more");
                await release.Task;
            }),
            new TestAction("next", _ => default));
        Guid id = await harness.SubmitAsync("hold");
        await harness.UntilPrintedAsync(id);
        Guid next = await harness.SubmitAsync("next");

        harness.Source.RenewFails = true;
        harness.Clock.Jump(Lease);
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(ExecutionState.PENDING, (await harness.Store.FindAsync(next)).State);
        release.SetResult();

        Assert.Equal(ExecutionState.SUCCESS, (await harness.EndOfAsync(next)).State);
        Assert.Equal(["mine"], await harness.MessagesAsync(id));
        Assert.Equal(ExecutionState.STARTED, (await harness.Store.FindAsync(id)).State);
        await harness.Log.UntilHasAsync("could not be renewed in time");
    }

    [Fact]
    public async Task Worker_that_was_stopped_for_longer_than_a_lease_writes_nothing_before_it_has_looked_at_the_clock()
    {
        TimeSpan lease = TimeSpan.FromHours(1);
        var release = new TaskCompletionSource();
        await using var harness = await StartAsync(
            lease,
            new TestAction("hold", async _ =>
            {
                Console.WriteLine("mine");
                await release.Task;
                Console.WriteLine("not mine any more");
            }),
            new TestAction("next", _ => default));
        Guid id = await harness.SubmitAsync("hold");
        await harness.UntilPrintedAsync(id);
        int appends = harness.Source.Appends;

        harness.Clock.Jump(lease);
        release.SetResult();

        Guid next = await harness.SubmitAsync("next");
        Assert.Equal(ExecutionState.SUCCESS, (await harness.EndOfAsync(next)).State);
        Assert.Equal(appends, harness.Source.Appends);
        Assert.Equal(ExecutionState.STARTED, (await harness.Store.FindAsync(id)).State);
    }

    [Fact]
    public async Task Work_whose_lease_was_over_when_its_claim_was_answered_is_given_back_unbegun()
    {
        TimeSpan lease = TimeSpan.FromHours(1);
        int ran = 0;
        bool jumped = false;
        await using var harness = await StartAsync(lease, new TestAction("work", _ =>
        {
            ran++;
            return default;
        }));
        harness.Source.Answering = claimed =>
        {
            if (claimed > 0 && !jumped)
            {
                jumped = true;
                harness.Clock.Jump(lease);
            }
        };

        Guid id = await harness.SubmitAsync("work");

        Assert.Equal(ExecutionState.SUCCESS, (await harness.EndOfAsync(id)).State);
        Assert.Equal((1, 1), (ran, (await harness.Store.FindAsync(id)).Attempt));
        Assert.Equal(
            ["0-1 PENDING", "1-1 STARTED", "2-1 PENDING", "3-1 STARTED", "3-2 complete SUCCESS"],
            await harness.Store.StoryAsync(id));
    }

    [Fact]
    public async Task Renewals_go_on_while_a_worker_drains()
    {
        var release = new TaskCompletionSource();
        await using var harness = await StartAsync(TimeSpan.FromSeconds(1.5), new TestAction("hold", async _ =>
        {
            Console.WriteLine("holding");
            await release.Task;
        }));
        Guid id = await harness.SubmitAsync("hold");
        await harness.UntilPrintedAsync(id);

        Task stopping = harness.StopAsync();
        await harness.Log.UntilHasAsync("Stopping: the worker claims no new work");
        int before = harness.Source.Renewals;
        using (var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60)))
        {
            while (harness.Source.Renewals < before + 3)
                await Task.Delay(5, deadline.Token);
        }

        release.SetResult();
        await stopping;
    }

    private static Task<WorkerHarness> StartAsync(TimeSpan lease, params TestAction[] actions) =>
        WorkerHarness.StartAsync(One, TimeSpan.FromSeconds(30), source => source.LeaseTime = lease, actions);
}
