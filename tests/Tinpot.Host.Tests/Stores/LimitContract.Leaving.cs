using Tinpot.Executions;

namespace Tinpot.Host.Tests.Stores;

/// <summary>However an execution ends or pauses, its places are free with it.</summary>
public abstract partial class LimitContract
{
    [Theory]
    [InlineData(ExecutionState.SUCCESS)]
    [InlineData(ExecutionState.FAILURE)]
    [InlineData(ExecutionState.REVOKED)]
    public Task An_end_gives_the_places_back(ExecutionState end) =>
        GivesBackAsync(Limited(Limit("deploy")), lease => Store.FinishAsync(lease, Given.Outcome(end)));

    [Fact]
    public Task A_cancel_gives_them_back_when_it_is_obeyed() => GivesBackAsync(Limited(Limit("deploy")), async lease =>
    {
        Assert.Equal(CancelOutcome.Cancelling, await Store.CancelAsync(lease.ExecutionId));
        Assert.Empty(await ClaimAsync());
        await Store.FinishAsync(lease, ExecutionOutcome.Revoked);
    });

    [Fact]
    public async Task Between_attempts_none_is_held_and_the_next_waits_for_one()
    {
        ClaimedExecution first = await Store.StartAsync(Limited(Limit("deploy")) with { Retries = 1 });
        Guid next = await Store.SubmitAsync(Limited(Limit("deploy")));
        await Store.FinishAsync(first.Lease, new ExecutionOutcome(ExecutionState.RETRY, null, Given.Broken.Error));
        ClaimedExecution second = Assert.Single(await ClaimAsync());
        Assert.Equal(next, second.Lease.ExecutionId);

        await Store.Work.ReapAsync(Deadline);
        Assert.Empty(await ClaimAsync());
        await Store.FinishAsync(second.Lease, Given.Outcome(ExecutionState.SUCCESS));
        Assert.Equal([first.Lease.ExecutionId], await ClaimIdsAsync());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(0, false)]
    public async Task Work_given_back_gives_them_back(int retries, bool begun)
    {
        ClaimedExecution first = await Store.StartAsync(Limited(Limit("deploy")) with { Retries = retries });
        Guid next = await Store.SubmitAsync(Limited(Limit("deploy")));
        await Store.Work.ReleaseAsync(first.Lease, begun, Deadline);

        await ExclusiveAsync(next, first.Lease.ExecutionId, again: retries > 0 || !begun);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Loss_of_the_owner_gives_them_back(int retries)
    {
        ClaimedExecution first = await Store.StartAsync(Limited(Limit("deploy")) with { Retries = retries });
        Guid next = await Store.SubmitAsync(Limited(Limit("deploy")));
        await Store.LoseOwnersAsync();

        await ExclusiveAsync(next, first.Lease.ExecutionId, again: retries > 0);
    }

    private async Task GivesBackAsync(ExecutionSubmission submission, Func<Lease, Task> leave)
    {
        ClaimedExecution first = await Store.StartAsync(submission);
        Guid next = await Store.SubmitAsync(submission with { Id = Guid.CreateVersion7() });
        Assert.Empty(await ClaimAsync());
        await leave(first.Lease);

        Assert.Equal([next], await ClaimIdsAsync());
    }

    /// <summary>Both that may wait now start, one after the other.</summary>
    private async Task ExclusiveAsync(Guid next, Guid first, bool again)
    {
        HashSet<Guid> left = again ? [next, first] : [next];
        while (left.Count > 0)
        {
            ClaimedExecution one = Assert.Single(await ClaimAsync());
            Assert.True(left.Remove(one.Lease.ExecutionId));
            Assert.Empty(await ClaimAsync());
            await Store.FinishAsync(one.Lease, Given.Outcome(ExecutionState.SUCCESS));
        }

        Assert.Empty(await ClaimAsync());
    }
}
