using Tinpot.Executions;
using Tinpot.Stores.Sqlite;

namespace Tinpot.Host.Tests.Stores.Sqlite;

/// <summary>What the history keeps.</summary>
public sealed class SqliteRetentionTests
{
    [Fact]
    public async Task Finished_longer_ago_than_the_days_goes_with_its_events()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync(options => options with { RetentionDays = 2 });
        Lease old = (await harness.StartAsync()).Lease;
        Lease longRunning = (await harness.StartAsync()).Lease;
        Guid waiting = await harness.SubmitAsync(Given.Submission() with { RunAt = harness.Time.GetUtcNow() + TimeSpan.FromDays(9) });
        await harness.AppendAsync(old, Given.Lines(old, 2, 1, 10));
        await harness.FinishAsync(old, Given.Broken);
        harness.Time.Advance(TimeSpan.FromDays(1));
        Lease young = (await harness.StartAsync()).Lease;
        await harness.FinishAsync(young, Given.Broken);
        harness.Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));

        await harness.Store.PruneAsync(default);

        Assert.Null(await harness.Client.FindAsync(old.ExecutionId, default));
        Assert.Empty(await harness.EventsAsync(old.ExecutionId));
        Assert.Equal(ExecutionState.STARTED, (await harness.FindAsync(longRunning.ExecutionId)).State);
        Assert.Equal(ExecutionState.SCHEDULED, (await harness.FindAsync(waiting)).State);
        Assert.Equal(ExecutionState.FAILURE, (await harness.FindAsync(young.ExecutionId)).State);
        Assert.Equal(CancelOutcome.NotFound, await harness.CancelAsync(old.ExecutionId));
        Assert.Equal(0, Orphans(harness));
    }

    [Fact]
    public async Task Newest_finished_are_kept_to_their_number()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync(options => options with { RetentionCount = 3 });
        List<Guid> ids = [];
        Lease running = (await harness.StartAsync()).Lease;
        for (int i = 0; i < 7; i++)
        {
            Lease lease = (await harness.StartAsync()).Lease;
            await harness.FinishAsync(lease, Given.Outcome(ExecutionState.SUCCESS));
            ids.Add(lease.ExecutionId);
        }

        await harness.Store.PruneAsync(default);

        ExecutionPage kept = await harness.Client.ListAsync(new ExecutionQuery(), default);
        Assert.Equal([ids[6], ids[5], ids[4], running.ExecutionId], kept.Items.Select(item => item.Id));
        Assert.Equal(0, Orphans(harness));
        // A cursor that was pruned meanwhile goes on where it stood.
        Assert.Equal([running.ExecutionId],
            (await harness.Client.ListAsync(new ExecutionQuery { Before = ids[2] }, default)).Items.Select(item => item.Id));
    }

    [Fact]
    public async Task Much_goes_in_bounded_pieces_and_gives_the_disk_its_space_back()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync(options => options with { RetentionCount = 0 });
        for (int i = 0; i < 450; i++)
        {
            Lease lease = (await harness.StartAsync()).Lease;
            if (i < 3)
            {
                for (int batch = 0; batch < 300; batch++)
                    await harness.AppendAsync(lease, Given.Lines(lease, 2 + batch * 100, 1 + batch * 100, 100));
            }

            await harness.FinishAsync(lease, ExecutionOutcome.Revoked);
        }

        using var connection = SqliteDatabase.OpenReader(harness.Folder);
        long pages = SqliteDatabase.Scalar(connection, "PRAGMA page_count");
        long before = harness.Store.Writer.Commits;
        await harness.Store.PruneAsync(default);

        Assert.InRange(harness.Store.Writer.Commits - before, 3, 40);
        Assert.Empty((await harness.Client.ListAsync(new ExecutionQuery(), default)).Items);
        Assert.Equal(0, SqliteDatabase.Scalar(connection, "SELECT count(*) FROM events"));
        Assert.Equal(0, SqliteDatabase.Scalar(connection, "SELECT count(*) FROM removals"));
        Assert.InRange(SqliteDatabase.Scalar(connection, "PRAGMA page_count"), 1, pages / 2);
    }

    [Fact]
    public async Task Events_still_to_be_removed_never_show_in_another_execution()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync(options => options with { RetentionCount = 0 });
        Lease lease = (await harness.StartAsync()).Lease;
        for (int batch = 0; batch < 300; batch++)
            await harness.AppendAsync(lease, Given.Lines(lease, 2 + batch, 1 + batch, 1));
        await harness.FinishAsync(lease, ExecutionOutcome.Revoked);

        // The execution is gone, a part of its events is not, and the process ends.
        Assert.True(await harness.Store.Writer.RunAsync(session => session.Retention.Run(), default));
        await harness.ReopenAsync();

        Lease next = (await harness.StartAsync()).Lease;
        Assert.Equal(["0-1 PENDING", "1-1 STARTED"], await harness.StoryAsync(next.ExecutionId));
        await harness.Store.PruneAsync(default);
        Assert.Equal(0, Orphans(harness));
        Assert.Equal(["0-1 PENDING", "1-1 STARTED"], await harness.StoryAsync(next.ExecutionId));
    }

    [Fact]
    public async Task Every_minute_by_itself()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync(options => options with { RetentionCount = 0 });
        Lease lease = (await harness.StartAsync()).Lease;
        await harness.FinishAsync(lease, ExecutionOutcome.Revoked);
        DateTime deadline = DateTime.UtcNow.AddSeconds(30);
        while (await harness.Client.FindAsync(lease.ExecutionId, default) is not null)
        {
            Assert.True(DateTime.UtcNow < deadline, "It was not pruned.");
            harness.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Keys_go_after_a_day()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        await harness.SubmitAsync(Given.Submission() with { Idempotency = Given.Key("k") });
        harness.Time.Advance(TimeSpan.FromHours(24));
        await harness.Store.PruneAsync(default);
        using var connection = SqliteDatabase.OpenReader(harness.Folder);
        Assert.Equal(0, SqliteDatabase.Scalar(connection, "SELECT count(*) FROM idempotency"));
    }

    private static long Orphans(SqliteHarness harness)
    {
        using var connection = SqliteDatabase.OpenReader(harness.Folder);
        return SqliteDatabase.Scalar(connection, "SELECT count(*) FROM events WHERE execution NOT IN (SELECT seq FROM executions)");
    }
}
