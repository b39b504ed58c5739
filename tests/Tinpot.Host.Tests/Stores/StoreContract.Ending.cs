using System.Text.Json;
using Tinpot.Executions;

namespace Tinpot.Host.Tests.Stores;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Duration_is_what_the_worker_measured_whatever_the_clock_did()
    {
        Lease measured = (await Store.StartAsync()).Lease;
        Store.Time.Advance(TimeSpan.FromHours(1));
        Assert.Null((await Store.FindAsync(measured.ExecutionId)).Duration);
        await Store.FinishAsync(measured, Given.Outcome(ExecutionState.SUCCESS) with { Duration = TimeSpan.FromMilliseconds(1_234.9) });
        Assert.Equal(TimeSpan.FromMilliseconds(1_234), (await Store.FindAsync(measured.ExecutionId)).Duration);

        Lease failed = (await Store.StartAsync()).Lease;
        await Store.FinishAsync(failed, Given.Broken with { Duration = TimeSpan.FromSeconds(3) });
        Assert.Equal(TimeSpan.FromSeconds(3), (await Store.FindAsync(failed.ExecutionId)).Duration);

        // Not measured: the difference of the times
        Lease other = (await Store.StartAsync()).Lease;
        Store.Time.Advance(TimeSpan.FromSeconds(2));
        await Store.FinishAsync(other, Given.Broken);
        Assert.Equal(TimeSpan.FromSeconds(2), (await Store.FindAsync(other.ExecutionId)).Duration);

        Guid waiting = await Store.SubmitAsync(Given.Submission());
        await Store.CancelAsync(waiting);
        Assert.Null((await Store.FindAsync(waiting)).Duration);
        Assert.Equal(4, (await Store.Client.ListAsync(new ExecutionQuery(), Deadline)).Items.Count);
    }

    [Fact]
    public async Task Cancel_answers_by_state()
    {
        Assert.Equal(CancelOutcome.NotFound, await Store.CancelAsync(Guid.CreateVersion7()));
        foreach ((ExecutionState state, CancelOutcome expected) in ((ExecutionState, CancelOutcome)[])
            [
                (ExecutionState.SCHEDULED, CancelOutcome.Cancelled),
                (ExecutionState.PENDING, CancelOutcome.Cancelled),
                (ExecutionState.STARTED, CancelOutcome.Cancelling),
                (ExecutionState.RETRY, CancelOutcome.Cancelled),
                (ExecutionState.SUCCESS, CancelOutcome.AlreadySucceeded),
                (ExecutionState.FAILURE, CancelOutcome.AlreadyFailed),
                (ExecutionState.REVOKED, CancelOutcome.AlreadyRevoked),
            ])
        {
            Lease lease = await BringToAsync(state, retries: 0);
            Assert.Equal(expected, await Store.CancelAsync(lease.ExecutionId));
            ExecutionRecord record = await Store.FindAsync(lease.ExecutionId);
            bool cancelled = expected is CancelOutcome.Cancelled or CancelOutcome.Cancelling;
            Assert.Equal(cancelled, record.CancelRequested);
            Assert.Equal(cancelled ? Given.Alice.Id : null, record.CancelledBy?.Id);
            await EndAsync(record);
        }
    }

    [Fact]
    public async Task Cancelled_before_its_start_never_starts()
    {
        Guid waiting = await Store.SubmitAsync(Given.Submission());
        Guid scheduled = await Store.SubmitAsync(Given.Submission() with { RunAt = Store.Time.GetUtcNow() + Later });
        await Store.CancelAsync(waiting);
        await Store.CancelAsync(scheduled);
        Store.Time.Advance(Later);

        Assert.Empty(await Store.Work.ReapAsync(Deadline));
        Assert.Empty(await Store.Work.ClaimAsync(Given.AnyWork, Deadline));
        Assert.Equal(["0-1 PENDING", "1-1 complete REVOKED"], await Store.StoryAsync(waiting));
    }

    [Fact]
    public async Task Owner_hears_of_a_cancel_and_may_succeed_all_the_same()
    {
        Lease first = (await Store.StartAsync()).Lease, second = (await Store.StartAsync()).Lease;
        Task wait = Store.Work.WaitForCancelRequestsAsync(Deadline);
        Assert.False(wait.IsCompleted);

        await Store.CancelAsync(second.ExecutionId);
        await wait;
        Assert.Equal(
            [new LeaseStatus(first, false, false), new LeaseStatus(second, true, false)],
            await Store.Work.RenewAsync([first, second], Deadline));

        // It was told; the next wait is for the next request, who asked first stays on record.
        Task next = Store.Work.WaitForCancelRequestsAsync(Deadline);
        Assert.False(next.IsCompleted);
        Assert.Equal(CancelOutcome.Cancelling, await Store.Client.CancelAsync(second.ExecutionId, Given.Bob, Deadline));
        await next;
        await Store.FinishAsync(second, Given.Outcome(ExecutionState.SUCCESS));
        ExecutionRecord record = await Store.FindAsync(second.ExecutionId);
        Assert.Equal((ExecutionState.SUCCESS, true, Given.Alice.Id), (record.State, record.CancelRequested, record.CancelledBy?.Id));
        Assert.False(Store.Work.WaitForCancelRequestsAsync(Deadline).IsCompleted);
    }

    [Fact]
    public async Task Lost_work_says_so_in_its_log()
    {
        Lease lease = (await Store.StartAsync()).Lease;
        await Store.AppendAsync(lease, Given.Lines(lease, 2, 1, 2));
        await Store.LoseOwnersAsync();

        Assert.Equal(
            ["0-1 PENDING", "1-1 STARTED", "1-2 log", "1-3 log", "2-1 log", "2-2 complete FAILURE"],
            await Store.StoryAsync(lease.ExecutionId));
        ExecutionRecord record = await Store.FindAsync(lease.ExecutionId);
        Assert.Equal(FailureReason.Lost, record.Error?.Reason);
        JsonElement line = (await Store.EventsAsync(lease.ExecutionId))[^2].Event.GetProperty("data");
        Assert.Equal(("ERROR", 3), (line.GetProperty("level").GetString(), line.GetProperty("line").GetInt32()));
        Assert.Equal(3, await Store.Client.CountLinesAsync(lease.ExecutionId, Deadline));
        Assert.Equal(CancelOutcome.AlreadyFailed, await Store.CancelAsync(lease.ExecutionId));
    }

    [Fact]
    public async Task Finish_again_after_an_unknown_outcome_changes_nothing()
    {
        Lease lease = (await Store.StartAsync()).Lease;
        await Store.FinishAsync(lease, Given.Outcome(ExecutionState.SUCCESS));
        await Store.FinishAsync(lease, Given.Outcome(ExecutionState.SUCCESS));
        await Assert.ThrowsAsync<OwnershipLostException>(() => Store.FinishAsync(lease, Given.Broken));
        await Assert.ThrowsAsync<OwnershipLostException>(() => Store.Work.ReleaseAsync(lease, begun: true, Deadline));

        Assert.Equal(["0-1 PENDING", "1-1 STARTED", "1-2 complete SUCCESS"], await Store.StoryAsync(lease.ExecutionId));
    }

    [Fact]
    public async Task Work_given_back_runs_again_only_with_attempts_left()
    {
        Lease once = (await Store.StartAsync()).Lease;
        await Store.Work.ReleaseAsync(once, begun: true, Deadline);
        Assert.Equal(FailureReason.Shutdown, (await Store.FindAsync(once.ExecutionId)).Error?.Reason);

        Lease twice = (await Store.StartAsync(Given.Submission() with { Retries = 1 })).Lease;
        await Store.Work.ReleaseAsync(twice, begun: true, Deadline);
        Lease again = (await Store.ClaimOneAsync()).Lease;
        Assert.Equal(new Lease(twice.ExecutionId, 3), again);
        await Store.Work.ReleaseAsync(again, begun: true, Deadline);
        Assert.Equal(
            ["0-1 PENDING", "1-1 STARTED", "2-1 PENDING", "3-1 STARTED", "4-1 complete FAILURE"],
            await Store.StoryAsync(twice.ExecutionId));
    }

    [Fact]
    public async Task Work_that_never_began_waits_again_and_the_attempt_does_not_count()
    {
        ClaimedExecution first = await Store.StartAsync(Given.Submission() with { Retries = 1 });
        Assert.Equal((1, 1), (first.Attempt, first.Retries));
        await Store.Work.ReleaseAsync(first.Lease, begun: false, Deadline);
        Assert.Equal((ExecutionState.PENDING, 0), ((await Store.FindAsync(first.Lease.ExecutionId)).State, (await Store.FindAsync(first.Lease.ExecutionId)).Attempt));
        Assert.Equal(1, (await Store.ClaimOneAsync()).Attempt);

        Lease cancelled = (await Store.StartAsync()).Lease;
        await Store.CancelAsync(cancelled.ExecutionId);
        await Store.Work.ReleaseAsync(cancelled, begun: false, Deadline);
        Assert.Equal(ExecutionState.REVOKED, (await Store.FindAsync(cancelled.ExecutionId)).State);
    }

    [Fact]
    public async Task A_retry_says_why_and_when_and_is_not_made_of_what_was_cancelled()
    {
        ExecutionOutcome retry = Given.Broken with { State = ExecutionState.RETRY, RetryAt = Store.Time.GetUtcNow().AddSeconds(5) };
        Lease lease = (await Store.StartAsync(Given.Submission() with { Retries = 1 })).Lease;
        await Store.FinishAsync(lease, retry);

        System.Text.Json.JsonElement state = (await Store.EventsAsync(lease.ExecutionId))[^1].Event.GetProperty("data");
        Assert.Equal("RETRY 1 2026-01-02T03:04:10.000Z exception", string.Join(
            ' ', state.GetProperty("state"), state.GetProperty("attempt"), state.GetProperty("retry_at"), state.GetProperty("error").GetProperty("reason")));

        Lease cancelled = (await Store.StartAsync(Given.Submission() with { Retries = 1 })).Lease;
        await Store.CancelAsync(cancelled.ExecutionId);
        await Store.FinishAsync(cancelled, retry);
        Assert.Equal(ExecutionState.REVOKED, (await Store.FindAsync(cancelled.ExecutionId)).State);
    }

    [Fact]
    public async Task Finish_cancel_and_loss_at_once_leave_one_end()
    {
        int rounds = 1_000;
        var ends = new Dictionary<ExecutionState, int>();
        for (int round = 0; round < rounds; round++)
        {
            Lease lease = (await Store.StartAsync()).Lease;
            using var start = new Barrier(3);
            async Task Race(Func<Task> act)
            {
                start.SignalAndWait();
                try
                {
                    await act();
                }
                catch (OwnershipLostException)
                {
                }
            }

            await Task.WhenAll(
                Task.Run(() => Race(() => Store.FinishAsync(lease, Given.Outcome(round % 2 == 0 ? ExecutionState.SUCCESS : ExecutionState.FAILURE)))),
                Task.Run(() => Race(() => Store.CancelAsync(lease.ExecutionId))),
                Task.Run(() => Race(Store.LoseOwnersAsync)));

            ExecutionRecord record = await Store.FindAsync(lease.ExecutionId);
            Assert.True(ExecutionTransitions.IsTerminal(record.State));
            List<string> story = await Store.StoryAsync(lease.ExecutionId);
            Assert.EndsWith($" complete {record.State}", Assert.Single(story, one => one.Contains("complete")));
            Assert.Contains("complete", story[^1]);
            ends[record.State] = ends.GetValueOrDefault(record.State) + 1;
        }

        Assert.Equal(rounds, ends.Values.Sum());
    }
}
