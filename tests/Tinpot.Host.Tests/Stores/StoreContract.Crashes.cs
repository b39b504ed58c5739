using Tinpot.Executions;

namespace Tinpot.Host.Tests.Stores;

/// <summary>What takes its process with it again and again is not tried forever.</summary>
public abstract partial class StoreContract
{
    private static readonly ExecutionSubmission Persistent = Given.Submission() with { Retries = 100 };

    [Fact]
    public async Task Work_that_loses_its_third_owner_is_given_up_with_attempts_left()
    {
        Guid id = await Store.SubmitAsync(Persistent with { Id = Guid.CreateVersion7() });
        for (int crashes = 0; crashes < LostExecutionPolicy.MostCrashes; crashes++)
        {
            Assert.Equal(crashes, (await Store.ClaimOneAsync()).Crashes);
            await Store.LoseOwnersAsync();
        }

        ExecutionRecord record = await Store.FindAsync(id);
        Assert.Equal((ExecutionState.FAILURE, FailureReason.Poison), (record.State, record.Error?.Reason));
        Assert.Equal("poison", record.Error?.Type);
        Assert.Contains("Correct the action", record.Error?.Message);
        Assert.Equal(
            [
                "0-1 PENDING", "1-1 STARTED", "2-1 log", "2-2 PENDING", "3-1 STARTED", "4-1 log", "4-2 PENDING", "5-1 STARTED",
                "6-1 log", "6-2 complete FAILURE",
            ],
            await Store.StoryAsync(id));
    }

    [Fact]
    public async Task Crash_of_a_child_counts_like_the_loss_of_a_worker_and_nothing_else_does()
    {
        Guid id = await Store.SubmitAsync(Persistent with { Id = Guid.CreateVersion7() });

        async Task AgainAsync(int crashes, FailureReason reason)
        {
            ClaimedExecution claimed = await Store.ClaimOneAsync();
            Assert.Equal(crashes, claimed.Crashes);
            await Store.FinishAsync(claimed.Lease, Retry(reason));
            await Store.Work.ReapAsync(Deadline);
        }

        await AgainAsync(0, FailureReason.Exception);
        await AgainAsync(0, FailureReason.Timeout);
        await AgainAsync(0, FailureReason.Lost);
        await AgainAsync(0, FailureReason.Crash);
        await Store.Work.ReleaseAsync((await Store.ClaimOneAsync()).Lease, begun: true, Deadline);
        await Store.Work.ReleaseAsync((await Store.ClaimOneAsync()).Lease, begun: false, Deadline);
        await AgainAsync(1, FailureReason.Crash);
        Assert.Equal(2, (await Store.ClaimOneAsync()).Crashes);
        await Store.LoseOwnersAsync();

        Assert.Equal(FailureReason.Poison, (await Store.FindAsync(id)).Error?.Reason);
    }

    [Fact]
    public async Task Report_of_a_crash_that_is_repeated_counts_once()
    {
        Lease lease = (await Store.StartAsync(Persistent with { Id = Guid.CreateVersion7() })).Lease;
        ExecutionOutcome later = Retry(FailureReason.Crash) with { RetryAt = Store.Time.GetUtcNow().AddSeconds(5) };
        await Store.FinishAsync(lease, later);
        await Store.FinishAsync(lease, later);
        Store.Time.Advance(TimeSpan.FromSeconds(5));
        await Store.Work.ReapAsync(Deadline);

        Assert.Equal(1, (await Store.ClaimOneAsync()).Crashes);
    }

    [Fact]
    public async Task Cancelled_work_that_loses_its_third_owner_was_cancelled()
    {
        Guid id = await Store.SubmitAsync(Persistent with { Id = Guid.CreateVersion7() });
        for (int crashes = 0; crashes < LostExecutionPolicy.MostCrashes - 1; crashes++)
        {
            await Store.ClaimOneAsync();
            await Store.LoseOwnersAsync();
        }

        await Store.ClaimOneAsync();
        await Store.CancelAsync(id);
        await Store.LoseOwnersAsync();

        Assert.Equal(ExecutionState.REVOKED, (await Store.FindAsync(id)).State);
    }

    [Fact]
    public async Task Run_again_it_may_crash_as_often_as_the_first_time()
    {
        Guid poison = await Store.SubmitAsync(Persistent with { Id = Guid.CreateVersion7() });
        for (int crashes = 0; crashes < LostExecutionPolicy.MostCrashes; crashes++)
        {
            await Store.ClaimOneAsync();
            await Store.LoseOwnersAsync();
        }

        ClaimedExecution again = await Store.StartAsync(Persistent with { Id = Guid.CreateVersion7(), RerunOf = poison });
        Assert.Equal(0, again.Crashes);
        await Store.LoseOwnersAsync();
        Assert.Equal(ExecutionState.PENDING, (await Store.FindAsync(again.Lease.ExecutionId)).State);
    }

    private ExecutionOutcome Retry(FailureReason reason) =>
        ExecutionOutcome.Failure(new ExecutionError("type", "message", reason)) with
        {
            State = ExecutionState.RETRY,
            RetryAt = Store.Time.GetUtcNow(),
        };
}
