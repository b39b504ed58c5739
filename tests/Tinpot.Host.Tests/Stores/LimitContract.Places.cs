using Tinpot.Executions;

namespace Tinpot.Host.Tests.Stores;

/// <summary>Which executions start side by side, and which do not.</summary>
public abstract partial class LimitContract
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task No_more_run_at_a_time_than_may_whoever_claims_them(int most)
    {
        const int Executions = 40;
        for (int i = 0; i < Executions; i++)
            await Store.SubmitAsync(Limited(Limit("deploy", most: most)));

        int running = 0, done = 0;
        using var all = CancellationTokenSource.CreateLinkedTokenSource(Deadline);
        async Task WorkAsync(int worker)
        {
            var request = new ClaimRequest($"w{worker}", null, null, 2);
            while (!all.IsCancellationRequested)
            {
                IReadOnlyList<ClaimedExecution> waited = await Store.Work.WaitForWorkAsync(request, all.Token);
                foreach (ClaimedExecution one in waited.Count > 0 ? waited : await Store.Work.ClaimAsync(request, Deadline))
                {
                    Assert.InRange(Interlocked.Increment(ref running), 1, most);
                    await Task.Yield();
                    Interlocked.Decrement(ref running);
                    await Store.FinishAsync(one.Lease, Given.Outcome(ExecutionState.SUCCESS));
                    if (Interlocked.Increment(ref done) == Executions)
                        await all.CancelAsync();
                }
            }
        }

        async Task EndedAsync(Task work)
        {
            try
            {
                await work;
            }
            catch (OperationCanceledException) when (done == Executions)
            {
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => EndedAsync(Task.Run(() => WorkAsync(worker)))));

        Assert.Equal(Executions, done);
    }

    [Fact]
    public async Task Values_of_the_key_are_counted_apart()
    {
        Guid live = await Store.SubmitAsync(Limited(Limit("deploy", "\"live\"")));
        Guid next = await Store.SubmitAsync(Limited(Limit("deploy", "\"live\"")));
        Guid test = await Store.SubmitAsync(Limited(Limit("deploy", "\"test\"")));
        Guid other = await Store.SubmitAsync(Limited(Limit("restart", "\"live\"")));

        IReadOnlyList<ClaimedExecution> first = await ClaimAsync();
        Assert.Equal([live, test, other], first.Select(one => one.Lease.ExecutionId));
        Assert.Empty(await ClaimAsync());

        await Store.FinishAsync(first[1].Lease, Given.Outcome(ExecutionState.SUCCESS));
        Assert.Empty(await ClaimAsync());
        await Store.FinishAsync(first[0].Lease, Given.Outcome(ExecutionState.SUCCESS));
        Assert.Equal([next], await ClaimIdsAsync());
    }

    [Fact]
    public async Task A_place_under_every_key_is_free_when_it_is_under_each_and_then_taken_under_each()
    {
        ClaimedExecution live = await Store.StartAsync(Limited(Limit("deploy", "\"live\"", 2)));
        ClaimedExecution busy = await Store.StartAsync(Limited(Limit("deploy", "\"live\"", 2)));
        ClaimedExecution test = await Store.StartAsync(Limited(Limit("deploy", "\"test\"", 2)));
        Guid every = await Store.SubmitAsync(Limited(Limit("deploy", null, 2)));
        Guid later = await Store.SubmitAsync(Limited(Limit("deploy", null, 2)));
        Guid second = await Store.SubmitAsync(Limited(Limit("deploy", "\"test\"", 2)));

        Assert.Equal([second], await ClaimIdsAsync());
        Guid third = await Store.SubmitAsync(Limited(Limit("deploy", "\"third\"", 2)));
        await Store.FinishAsync(test.Lease, Given.Outcome(ExecutionState.SUCCESS));
        Assert.Equal([third], await ClaimIdsAsync());

        await Store.FinishAsync(live.Lease, Given.Outcome(ExecutionState.SUCCESS));
        ClaimedExecution everywhere = Assert.Single(await ClaimAsync());
        Assert.Equal(every, everywhere.Lease.ExecutionId);

        // With it one more has room under a key that none uses, and none under those that are.
        Guid late = await Store.SubmitAsync(Limited(Limit("deploy", "\"live\"", 2)));
        Guid fresh = await Store.SubmitAsync(Limited(Limit("deploy", "\"fourth\"", 2)));
        Assert.Equal([fresh], await ClaimIdsAsync());
        await Store.FinishAsync(everywhere.Lease, Given.Outcome(ExecutionState.SUCCESS));
        await Store.FinishAsync(busy.Lease, Given.Outcome(ExecutionState.SUCCESS));
        Assert.Equal([later], await ClaimIdsAsync(1));
        Assert.Equal([late], await ClaimIdsAsync());
    }

    [Fact]
    public async Task All_places_are_taken_at_once_or_none()
    {
        ClaimedExecution holder = await Store.StartAsync(Limited(Limit("b")));
        Guid both = await Store.SubmitAsync(Limited(Limit("a"), Limit("b")));
        Guid first = await Store.SubmitAsync(Limited(Limit("a")));

        ClaimedExecution one = Assert.Single(await ClaimAsync());
        Assert.Equal(first, one.Lease.ExecutionId);
        await Store.FinishAsync(holder.Lease, Given.Outcome(ExecutionState.SUCCESS));
        Assert.Empty(await ClaimAsync());
        await Store.FinishAsync(one.Lease, Given.Outcome(ExecutionState.SUCCESS));
        one = Assert.Single(await ClaimAsync());
        Assert.Equal(both, one.Lease.ExecutionId);

        Guid[] waiting = [await Store.SubmitAsync(Limited(Limit("a"))), await Store.SubmitAsync(Limited(Limit("b")))];
        Assert.Empty(await ClaimAsync());
        await Store.FinishAsync(one.Lease, Given.Outcome(ExecutionState.SUCCESS));
        Assert.Equal(waiting, await ClaimIdsAsync());
    }

    [Fact]
    public async Task One_claim_takes_no_place_twice()
    {
        for (int i = 0; i < 3; i++)
        {
            await Store.SubmitAsync(Limited(Limit("a"), Limit("b")));
            await Store.SubmitAsync(Limited(Limit("b"), Limit("c")));
        }

        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task After_a_change_of_the_limit_each_execution_keeps_to_its_own()
    {
        await Store.StartAsync(Limited(Limit("deploy", most: 1)));
        Guid old = await Store.SubmitAsync(Limited(Limit("deploy", most: 1)));
        Guid young = await Store.SubmitAsync(Limited(Limit("deploy", most: 2)));

        Assert.Equal([young], await ClaimIdsAsync());
        Assert.Equal(CancelOutcome.Cancelled, await Store.CancelAsync(old));
    }
}
