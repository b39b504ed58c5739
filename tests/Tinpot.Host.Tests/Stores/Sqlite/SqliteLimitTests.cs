using Tinpot.Executions;
using Tinpot.Executions.Limits;

namespace Tinpot.Host.Tests.Stores.Sqlite;

/// <summary>Limits where the process ends, and where very much waits.</summary>
public sealed class SqliteLimitTests
{
    private static ExecutionSubmission Deploy(string? key = "\"live\"") =>
        Given.Submission() with { Limits = LimitSet.Of([new ExecutionLimit("deploy", key, 1)]) };

    [Fact]
    public async Task Who_opens_the_store_again_finds_every_place_free_and_every_limit_kept()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        Guid lost = (await harness.StartAsync(Deploy() with { Retries = 1 })).Lease.ExecutionId;
        Guid waiting = await harness.SubmitAsync(Deploy());
        Guid scheduled = await harness.SubmitAsync(Deploy() with { RunAt = harness.Time.GetUtcNow().AddHours(1) });
        await harness.ReopenAsync();
        harness.Time.Advance(TimeSpan.FromHours(1));

        foreach (Guid next in (Guid[])[waiting, lost, scheduled])
        {
            ClaimedExecution one = Assert.Single(await harness.Work.ClaimAsync(Given.AnyWork, default));
            Assert.Equal(next, one.Lease.ExecutionId);
            await harness.FinishAsync(one.Lease, Given.Outcome(ExecutionState.SUCCESS));
        }
    }

    [Fact]
    public async Task A_transaction_that_fails_takes_no_place_with_it()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        ClaimedExecution running = await harness.StartAsync(Deploy());
        Guid next = await harness.SubmitAsync(Deploy());
        await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Store.Writer.RunAsync<int>(session =>
        {
            session.Finish.Run(new FinishReport(running.Lease, Given.Outcome(ExecutionState.SUCCESS)));
            throw new InvalidOperationException("Undone.");
        }, default));

        Assert.Empty(await harness.Work.ClaimAsync(Given.AnyWork, default));
        await harness.FinishAsync(running.Lease, Given.Outcome(ExecutionState.SUCCESS));
        Assert.Equal(next, (await harness.ClaimOneAsync()).Lease.ExecutionId);
    }

    [Fact]
    public async Task Ten_thousand_that_wait_for_one_place_are_looked_at_by_no_claim()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync(options => options with { QueueLimit = 20_000 });
        await harness.Client.SubmitAsync([.. Enumerable.Range(0, 10_000).Select(_ => Deploy() with { Priority = 2 })], default);
        await harness.ClaimOneAsync();
        Guid free = await harness.SubmitAsync(Given.Submission() with { Priority = 0 });
        Guid test = await harness.SubmitAsync(Deploy("\"test\""));

        // A claim asks the lanes that are open, so the rows of the one that is not do not matter.
        Assert.Equal([test, free], (await harness.Work.ClaimAsync(Given.AnyWork, default)).Select(one => one.Lease.ExecutionId));
        Assert.Equal(1, await harness.Store.Writer.RunAsync(session =>
        {
            session.Submit.Run(Deploy("\"third\""));
            return session.Effects.Work.Open(Given.AnyWork).Count;
        }, default));
    }
}
