using Tinpot.Executions;

namespace Tinpot.Host.Tests.Stores;

public abstract partial class StoreContract
{
    private static readonly TimeSpan Later = TimeSpan.FromHours(1);

    public static TheoryData<string, string> StatesAndCauses() =>
        [.. from state in Enum.GetNames<ExecutionState>() from cause in Enum.GetNames<TransitionCause>() select (state, cause)];

    [Theory]
    [MemberData(nameof(StatesAndCauses))]
    public async Task Table_of_transitions_is_what_happens(string state, string cause)
    {
        var from = Enum.Parse<ExecutionState>(state);
        var by = Enum.Parse<TransitionCause>(cause);
        foreach (ExecutionState to in Enum.GetValues<ExecutionState>())
        {
            // What decides where these lead is an attempt that is left, or an earlier cancel request.
            bool retries = to is ExecutionState.PENDING or ExecutionState.RETRY;
            Lease lease = await BringToAsync(from, retries ? 1 : 0);
            if (from == ExecutionState.STARTED && to == ExecutionState.REVOKED && by is TransitionCause.Release or TransitionCause.Loss)
                await Store.CancelAsync(lease.ExecutionId);
            ExecutionRecord before = await Store.FindAsync(lease.ExecutionId);
            List<string> story = await Store.StoryAsync(lease.ExecutionId);

            Exception? refused = await Record.ExceptionAsync(() => ApplyAsync(lease, by, to));

            ExecutionRecord after = await Store.FindAsync(lease.ExecutionId);
            if (ExecutionTransitions.Allows(from, by, to))
            {
                Assert.Null(refused);
                Assert.Equal(to, after.State);
                await AssertWrittenAsync(before, after, by, story);
            }
            else
            {
                Assert.True(after.State == from || ExecutionTransitions.Allows(from, by, after.State),
                    $"{from} became {after.State} by {by}.");
                Assert.True(to == from || after.State != to, $"{from} became {to} by {by}.");
                if (after.State == from && from != ExecutionState.STARTED)
                {
                    Assert.Equal(before.Fence, after.Fence);
                    Assert.Equal(story, await Store.StoryAsync(lease.ExecutionId));
                }
            }

            await EndAsync(after);
        }
    }

    [Fact]
    public void Every_state_but_the_last_three_leads_on()
    {
        Assert.Equal(
            [ExecutionState.SUCCESS, ExecutionState.FAILURE, ExecutionState.REVOKED],
            Enum.GetValues<ExecutionState>().Where(ExecutionTransitions.IsTerminal));
        Assert.Equal(
            [ExecutionState.SCHEDULED, ExecutionState.PENDING, ExecutionState.RETRY],
            Enum.GetValues<ExecutionState>().Where(ExecutionTransitions.IsWaiting));
    }

    private async Task AssertWrittenAsync(
        ExecutionRecord before, ExecutionRecord after, TransitionCause by, List<string> story)
    {
        // The owner writes on under its fence; everybody else takes a higher one, so that the owner cannot any more.
        bool asked = before.State == after.State;
        Assert.Equal(before.Fence + (by == TransitionCause.Finish || asked ? 0 : 1), after.Fence);
        List<string> now = await Store.StoryAsync(after.Id);
        Assert.Equal(story, now.Take(story.Count));
        string terminal = $"complete {after.State}";
        if (ExecutionTransitions.IsTerminal(after.State))
        {
            Assert.EndsWith(terminal, now[^1]);
            Assert.Equal(Store.Time.GetUtcNow(), after.FinishedAt);
        }
        else if (!asked)
        {
            Assert.EndsWith($" {after.State}", now[^1]);
            Assert.Null(after.FinishedAt);
        }

        if (by is not TransitionCause.Finish && !asked)
            Assert.StartsWith($"{after.Fence}-1 ", now[story.Count]);
    }

    private async Task<Lease> BringToAsync(ExecutionState state, int retries)
    {
        ExecutionSubmission submission = Given.Submission() with { Retries = retries };
        if (state == ExecutionState.SCHEDULED)
            submission = submission with { RunAt = Store.Time.GetUtcNow() + Later };
        Guid id = await Store.SubmitAsync(submission);
        if (state is ExecutionState.SCHEDULED or ExecutionState.PENDING)
            return new Lease(id, 0);
        ClaimedExecution claimed = await Store.ClaimOneAsync();
        Assert.Equal(id, claimed.Lease.ExecutionId);
        if (state != ExecutionState.STARTED)
            await Store.FinishAsync(claimed.Lease, OutcomeOf(state));
        return claimed.Lease;
    }

    /// <summary>A retry is not due yet: one that is would be PENDING before anybody has looked.</summary>
    private ExecutionOutcome OutcomeOf(ExecutionState state) =>
        Given.Outcome(state) with { RetryAt = state == ExecutionState.RETRY ? Store.Time.GetUtcNow() + Later : null };

    private async Task ApplyAsync(Lease lease, TransitionCause by, ExecutionState to)
    {
        switch (by)
        {
            case TransitionCause.Due:
                Store.Time.Advance(Later);
                await Store.Work.ReapAsync(CancellationToken.None);
                break;
            case TransitionCause.Claim:
                await Store.Work.ClaimAsync(Given.AnyWork, CancellationToken.None);
                break;
            case TransitionCause.Cancel:
                await Store.CancelAsync(lease.ExecutionId);
                break;
            case TransitionCause.Finish:
                await Store.FinishAsync(lease, OutcomeOf(to));
                break;
            case TransitionCause.Release:
                await Store.Work.ReleaseAsync(lease, begun: true, CancellationToken.None);
                break;
            case TransitionCause.Loss:
                await Store.LoseOwnersAsync();
                break;
        }
    }

    private async Task EndAsync(ExecutionRecord record)
    {
        if (ExecutionTransitions.IsWaiting(record.State))
            await Store.CancelAsync(record.Id);
        else if (record.State == ExecutionState.STARTED)
            await Store.FinishAsync(new Lease(record.Id, record.Fence), ExecutionOutcome.Revoked);
    }
}
