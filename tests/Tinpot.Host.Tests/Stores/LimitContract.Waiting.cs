using Tinpot.Executions;

namespace Tinpot.Host.Tests.Stores;

/// <summary>What waits for a place: in order, without holding up anybody, without being forgotten.</summary>
public abstract partial class LimitContract
{
    [Fact]
    public async Task Those_that_wait_for_a_place_keep_their_order()
    {
        ClaimedExecution running = await Store.StartAsync(Limited(Limit("deploy")));
        List<Guid> ids = [];
        foreach (int priority in (int[])[1, 0, 2, 1, 2])
            ids.Add(await Store.SubmitAsync(Limited(Limit("deploy")) with { Priority = priority, Group = $"g{ids.Count % 2}" }));

        foreach (int next in (int[])[2, 4, 0, 3, 1])
        {
            Assert.Empty(await ClaimAsync());
            await Store.FinishAsync(running.Lease, Given.Outcome(ExecutionState.SUCCESS));
            running = Assert.Single(await ClaimAsync());
            Assert.Equal(ids[next], running.Lease.ExecutionId);
        }
    }

    [Fact]
    public async Task Those_that_wait_for_a_place_hold_up_nobody_else()
    {
        await Store.StartAsync(Limited(Limit("deploy", "\"live\"")));
        for (int i = 0; i < 40; i++)
            await Store.SubmitAsync(Limited(Limit("deploy", "\"live\"")) with { Priority = 2 });
        Guid free = await Store.SubmitAsync(Given.Submission());
        Guid test = await Store.SubmitAsync(Limited(Limit("deploy", "\"test\"")) with { Priority = 0 });

        Assert.Equal([free], await ClaimIdsAsync(1));
        Assert.Equal([test], await ClaimIdsAsync(1));
        Assert.Empty(await ClaimIdsAsync(1));
    }

    [Fact]
    public async Task A_place_that_one_worker_does_not_serve_goes_to_another()
    {
        ClaimedExecution running = await Store.StartAsync(Limited(Limit("deploy")));
        Guid elsewhere = await Store.SubmitAsync(Limited(Limit("deploy")) with { Queue = "devops" });
        Guid here = await Store.SubmitAsync(Limited(Limit("deploy")));
        await Store.FinishAsync(running.Lease, Given.Outcome(ExecutionState.SUCCESS));

        running = Assert.Single(await Store.Work.ClaimAsync(Given.AnyWork with { Queues = ["default"] }, Deadline));
        Assert.Equal(here, running.Lease.ExecutionId);
        Assert.Empty(await ClaimAsync());
        await Store.FinishAsync(running.Lease, Given.Outcome(ExecutionState.SUCCESS));
        Assert.Equal([elsewhere], await ClaimIdsAsync());
    }

    [Fact]
    public async Task Of_many_keys_that_are_never_empty_each_has_its_turn()
    {
        ExecutionSubmission Of(int key) => Limited(Limit("deploy", $"{key}", 2)) with { Queue = $"q{key % 5}" };
        for (int i = 0; i < 200; i++)
            await Store.SubmitAsync(Of(i % 100));
        Guid last = await Store.SubmitAsync(Of(100));

        for (int i = 0; i < 250; i++)
        {
            ClaimedExecution one = Assert.Single(await ClaimAsync(1));
            if (one.Lease.ExecutionId == last)
                return;
            await Store.FinishAsync(one.Lease, Given.Outcome(ExecutionState.SUCCESS));
            await Store.SubmitAsync(Of(i % 100));
        }

        Assert.Fail("The last key had no turn.");
    }

    [Fact]
    public async Task Wait_for_work_sleeps_while_everything_waits_for_a_place_and_wakes_when_there_is_one()
    {
        ClaimedExecution live = await Store.StartAsync(Limited(Limit("deploy", "\"live\"")));
        ClaimedExecution test = await Store.StartAsync(Limited(Limit("deploy", "\"test\"")));
        Guid next = await Store.SubmitAsync(Limited(Limit("deploy", "\"live\"")));
        await UntilAsleepAsync();
        Task wait = Store.Work.WaitForWorkAsync(Given.Nothing, Deadline);
        await Store.FinishAsync(live.Lease, Given.Outcome(ExecutionState.SUCCESS));

        await wait;
        await Store.Work.WaitForWorkAsync(Given.Nothing, Deadline);
        Assert.Equal([next], await ClaimIdsAsync());
        await Store.FinishAsync(test.Lease, Given.Outcome(ExecutionState.SUCCESS));
    }

    [Fact]
    public async Task Cancelled_while_it_waits_for_a_place_it_leaves_the_others_as_they_are()
    {
        ClaimedExecution running = await Store.StartAsync(Limited(Limit("deploy")));
        Guid cancelled = await Store.SubmitAsync(Limited(Limit("deploy")));
        Guid next = await Store.SubmitAsync(Limited(Limit("deploy")));
        Assert.Empty(await ClaimAsync());

        Assert.Equal(CancelOutcome.Cancelled, await Store.CancelAsync(cancelled));
        Assert.Empty(await ClaimAsync());
        await Store.FinishAsync(running.Lease, Given.Outcome(ExecutionState.SUCCESS));
        Assert.Equal([next], await ClaimIdsAsync());
    }

    /// <summary>A wait may return early, and then a claim finds nothing; soon one does not.</summary>
    private async Task UntilAsleepAsync()
    {
        CancellationToken deadline = Deadline;
        while (true)
        {
            deadline.ThrowIfCancellationRequested();
            Assert.Empty(await ClaimAsync());
            using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            try
            {
                await Store.Work.WaitForWorkAsync(Given.Nothing, soon.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
