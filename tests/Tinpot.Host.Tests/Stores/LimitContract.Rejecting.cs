using Tinpot.Executions;
using Tinpot.Executions.Limits;

namespace Tinpot.Host.Tests.Stores;

/// <summary>What is not to wait is refused when it is submitted.</summary>
public abstract partial class LimitContract
{
    private static ExecutionSubmission Rejecting(string key = "\"live\"", int most = 1)
    {
        ExecutionLimit own = Limit("deploy", key, most);
        return Given.Submission() with { Limits = LimitSet.Of([own]), Rejecting = own };
    }

    [Fact]
    public async Task One_that_may_not_wait_is_refused_while_another_waits_or_runs()
    {
        ExecutionSubmission refused = Rejecting();
        await Store.SubmitAsync(Rejecting());
        Assert.Equal(SubmitStatus.LimitReached, await TrySubmitAsync(refused));
        Assert.Null(await Store.Client.FindAsync(refused.Id, Deadline));
        await Store.SubmitAsync(Rejecting("\"test\""));

        IReadOnlyList<ClaimedExecution> running = await ClaimAsync();
        Assert.Equal(2, running.Count);
        Assert.Equal(SubmitStatus.LimitReached, await TrySubmitAsync(Rejecting()));
        await Store.FinishAsync(running[0].Lease, Given.Outcome(ExecutionState.SUCCESS));
        await Store.SubmitAsync(Rejecting());
        Assert.Equal(SubmitStatus.LimitReached, await TrySubmitAsync(Rejecting()));
    }

    [Fact]
    public async Task As_many_are_accepted_as_may_run()
    {
        IReadOnlyList<SubmitOutcome> outcomes = await Store.Client.SubmitAsync([.. Enumerable.Range(0, 4).Select(_ => Rejecting(most: 3))], Deadline);

        Assert.Equal(
            [SubmitStatus.Accepted, SubmitStatus.Accepted, SubmitStatus.Accepted, SubmitStatus.LimitReached],
            outcomes.Select(outcome => outcome.Status));
        Assert.Equal(3, (await ClaimAsync()).Count);
    }

    [Fact]
    public async Task Of_many_at_once_one_is_accepted()
    {
        SubmitStatus[] statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => TrySubmitAsync(Rejecting()))));

        Assert.Single(statuses, SubmitStatus.Accepted);
        Assert.Equal(19, statuses.Count(status => status == SubmitStatus.LimitReached));
    }

    [Fact]
    public async Task A_run_between_two_attempts_is_not_over()
    {
        ClaimedExecution running = await Store.StartAsync(Rejecting() with { Retries = 1 });
        DateTimeOffset later = Store.Time.GetUtcNow() + TimeSpan.FromMinutes(1);
        await Store.FinishAsync(running.Lease, new ExecutionOutcome(ExecutionState.RETRY, null, Given.Broken.Error) { RetryAt = later });

        Assert.Equal(SubmitStatus.LimitReached, await TrySubmitAsync(Rejecting()));
        Assert.Equal(CancelOutcome.Cancelled, await Store.CancelAsync(running.Lease.ExecutionId));
        await Store.SubmitAsync(Rejecting());
    }

    [Fact]
    public async Task A_call_of_it_counts_too()
    {
        ClaimedExecution caller = await Store.StartAsync(Limited(Limit("deploy")));
        Assert.Equal(SubmitStatus.LimitReached, await TrySubmitAsync(Rejecting()));

        await Store.FinishAsync(caller.Lease, Given.Outcome(ExecutionState.SUCCESS));
        await Store.SubmitAsync(Rejecting());
    }

    [Fact]
    public async Task One_with_a_later_time_is_accepted_and_counts_from_then_on()
    {
        DateTimeOffset later = Store.Time.GetUtcNow() + TimeSpan.FromMinutes(1);
        ClaimedExecution running = await Store.StartAsync(Rejecting());
        Guid scheduled = await Store.SubmitAsync(Rejecting() with { RunAt = later });
        await Store.FinishAsync(running.Lease, Given.Outcome(ExecutionState.SUCCESS));
        running = await Store.StartAsync(Rejecting());

        Store.Time.Advance(TimeSpan.FromMinutes(1));
        await Store.Work.ReapAsync(Deadline);
        Assert.Empty(await ClaimAsync());
        await Store.FinishAsync(running.Lease, Given.Outcome(ExecutionState.SUCCESS));
        Assert.Equal(SubmitStatus.LimitReached, await TrySubmitAsync(Rejecting()));
        Assert.Equal([scheduled], await ClaimIdsAsync());
    }

    [Fact]
    public async Task What_was_accepted_stays_accepted_when_it_is_asked_for_again()
    {
        ExecutionSubmission first = Rejecting() with { Idempotency = Given.Key("k") };
        await Store.SubmitAsync(first);

        Assert.Equal(SubmitStatus.Accepted, await TrySubmitAsync(first with { Idempotency = null }));
        Assert.Equal(
            new SubmitOutcome(SubmitStatus.Replayed, first.Id),
            Assert.Single(await Store.Client.SubmitAsync([Rejecting() with { Idempotency = Given.Key("k") }], Deadline)));
    }

    [Fact]
    public async Task A_key_of_a_refused_request_is_free_for_its_repetition()
    {
        ClaimedExecution running = await Store.StartAsync(Rejecting());
        Assert.Equal(SubmitStatus.LimitReached, await TrySubmitAsync(Rejecting() with { Idempotency = Given.Key("k") }));
        await Store.FinishAsync(running.Lease, Given.Outcome(ExecutionState.SUCCESS));

        Assert.Equal(SubmitStatus.Accepted, await TrySubmitAsync(Rejecting() with { Idempotency = Given.Key("k") }));
    }
}
