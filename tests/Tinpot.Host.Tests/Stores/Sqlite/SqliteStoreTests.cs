using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Stores.Sqlite;

namespace Tinpot.Host.Tests.Stores.Sqlite;

/// <summary>What is the embedded store's own: its file, its lock, its writer.</summary>
public sealed class SqliteStoreTests
{
    [Fact]
    public async Task What_waited_waits_after_a_restart_and_what_ran_is_lost()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        Lease running = (await harness.StartAsync()).Lease;
        await harness.AppendAsync(running, Given.Lines(running, 2, 1, 3));
        Guid first = await harness.SubmitAsync(Given.Submission());
        Guid scheduled = await harness.SubmitAsync(Given.Submission() with { RunAt = harness.Time.GetUtcNow() + TimeSpan.FromMinutes(1) });
        Guid second = await harness.SubmitAsync(Given.Submission());

        await harness.ReopenAsync();

        Assert.Equal(FailureReason.Lost, (await harness.FindAsync(running.ExecutionId)).Error?.Reason);
        Assert.Equal(4, await harness.Client.CountLinesAsync(running.ExecutionId, default));
        Task wait = harness.Work.WaitForWorkAsync(Given.Nothing, default);
        Assert.True(wait.IsCompleted);
        Assert.Equal([first, second], (await harness.Work.ClaimAsync(Given.AnyWork, default)).Select(one => one.Lease.ExecutionId));
        wait = harness.Work.WaitForWorkAsync(Given.Nothing, default);
        harness.Time.Advance(TimeSpan.FromMinutes(1));
        await wait.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(scheduled, (await harness.ClaimOneAsync()).Lease.ExecutionId);
    }

    [Fact]
    public async Task An_id_of_another_parent_or_principal_is_no_retry()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        ExecutionSubmission submission = Given.Submission() with { ParentId = Guid.CreateVersion7() };
        await harness.SubmitAsync(submission);
        IReadOnlyList<SubmitOutcome> outcomes = await harness.Client.SubmitAsync(
            [submission, submission with { ParentId = Guid.CreateVersion7() }, submission with { ParentId = null }, submission with { RequestedBy = Given.Bob }], default);
        Assert.Equal(
            [SubmitStatus.Accepted, SubmitStatus.ForeignId, SubmitStatus.ForeignId, SubmitStatus.ForeignId],
            outcomes.Select(outcome => outcome.Status));
    }

    [Fact]
    public async Task Queue_limit_counts_what_waited_before_a_restart()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        await harness.Client.SubmitAsync([.. Enumerable.Range(0, StoreHarness.QueueLimit).Select(_ => Given.Submission())], default);
        await harness.ReopenAsync();
        Assert.Equal(SubmitStatus.QueueFull, (await harness.Client.SubmitAsync([Given.Submission()], default))[0].Status);
    }

    [Fact]
    public async Task What_a_killed_process_leaves_opens_with_everything_it_had_answered()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        Lease running = (await harness.StartAsync()).Lease;
        await harness.AppendAsync(running, Given.Lines(running, 2, 1, 5));
        Guid waiting = await harness.SubmitAsync(Given.Submission());

        // What the disk holds at this moment is what a kill would leave; the log is not merged into the file yet.
        await using var copy = new SqliteHarness();
        foreach (string file in Directory.EnumerateFiles(harness.Folder, "tinpot.db*"))
            File.Copy(file, Path.Combine(copy.Folder, Path.GetFileName(file)));
        Assert.True(new FileInfo(Path.Combine(copy.Folder, "tinpot.db-wal")).Length > 0);
        await copy.OpenStoreAsync();

        Assert.Equal(
            ["0-1 PENDING", "1-1 STARTED", "1-2 log", "1-3 log", "1-4 log", "1-5 log", "1-6 log", "2-1 log", "2-2 complete FAILURE"],
            await copy.StoryAsync(running.ExecutionId));
        Assert.Equal(waiting, (await copy.ClaimOneAsync()).Lease.ExecutionId);
    }

    [Fact]
    public async Task Second_host_on_the_folder_is_told_who_has_it()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        var locked = await Assert.ThrowsAsync<DataFolderLockedException>(() => SqliteStore.OpenAsync(harness.Options));
        Assert.Equal((harness.Folder, Environment.ProcessId), (locked.Folder, locked.ProcessId));
        Assert.Contains(harness.Folder, locked.Message);
        Assert.Contains($"process {Environment.ProcessId}", locked.Message);

        // The files of one that is gone hold nobody up.
        await harness.CloseStoreAsync();
        await File.WriteAllTextAsync(Path.Combine(harness.Folder, "host.pid"), "999999");
        await harness.OpenStoreAsync();
    }

    [Fact]
    public async Task Secrets_are_gone_from_the_file_at_the_end()
    {
        byte[] secret = "a-very-secret-value-nobody-else-has"u8.ToArray();
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        Lease finished = (await harness.StartAsync(Given.Submission() with { Secrets = secret })).Lease;
        Guid cancelled = await harness.SubmitAsync(Given.Submission() with { Secrets = secret });
        Lease lost = (await harness.StartAsync(Given.Submission() with { Secrets = secret, Priority = 2 })).Lease;
        await harness.FinishAsync(finished, Given.Broken);
        await harness.CancelAsync(cancelled);
        await harness.LoseOwnersAsync();
        Assert.Equal(FailureReason.Lost, (await harness.FindAsync(lost.ExecutionId)).Error?.Reason);

        using var connection = SqliteDatabase.OpenReader(harness.Folder);
        Assert.Equal(3, SqliteDatabase.Scalar(connection, "SELECT count(*) FROM executions"));
        Assert.Equal(0, SqliteDatabase.Scalar(connection, "SELECT count(*) FROM executions WHERE secrets IS NOT NULL"));
    }

    [Fact]
    public async Task What_comes_while_a_commit_is_in_flight_shares_the_next()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync(options => options with { QueueLimit = 10_000 });
        long before = harness.Store.Writer.Commits;
        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(_ => Task.Run(() => harness.Client.SubmitAsync([Given.Submission()], default))));
        Assert.InRange(harness.Store.Writer.Commits - before, 1, 500);

        before = harness.Store.Writer.Commits;
        for (int i = 0; i < 10; i++)
            await harness.SubmitAsync(Given.Submission());
        Assert.Equal(10, harness.Store.Writer.Commits - before);
    }

    [Fact]
    public async Task One_that_fails_does_not_spoil_those_it_shared_a_commit_with()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync(options => options with { QueueLimit = 205 });
        var nobodys = new Lease(Guid.CreateVersion7(), 1);
        Task[] good = new Task[200], bad = new Task[200];
        for (int i = 0; i < good.Length; i++)
        {
            good[i] = harness.SubmitAsync(Given.Submission());
            bad[i] = harness.FinishAsync(nobodys, ExecutionOutcome.Revoked);
        }

        await Task.WhenAll(good);
        foreach (Task one in bad)
            await Assert.ThrowsAsync<OwnershipLostException>(() => one);
        // Each of them waits once, however often it was written.
        for (int i = 0; i < 5; i++)
            await harness.SubmitAsync(Given.Submission());
        Assert.Equal(SubmitStatus.QueueFull, (await harness.Client.SubmitAsync([Given.Submission()], default))[0].Status);
        Assert.Equal(205, (await harness.Work.ClaimAsync(Given.AnyWork, default)).Count);
        await harness.ReopenAsync();
        Assert.Empty(await harness.Work.ClaimAsync(Given.AnyWork, default));
    }

    [Fact]
    public async Task Executions_that_nobody_follows_take_no_memory()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        Guid id = await harness.SubmitAsync(Given.Submission());
        using var leaving = new CancellationTokenSource();
        Task[] waits = [.. Enumerable.Range(0, 5).Select(_ => harness.Client.WaitForEventsAsync(id, new EventId(0, 1), leaving.Token))];
        Assert.True(SpinWait.SpinUntil(() => harness.Store.Followed == 1, TimeSpan.FromSeconds(30)));
        await leaving.CancelAsync();
        foreach (Task wait in waits)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        Assert.Equal(0, harness.Store.Followed);

        await harness.Client.WaitForEventsAsync(id, EventId.Start, default);
        Assert.Equal(0, harness.Store.Followed);
    }

    [Fact]
    public async Task Closing_ends_waits_and_refuses_work()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        SqliteStore store = harness.Store;
        Task work = store.WaitForWorkAsync(Given.Nothing, default), cancels = store.WaitForCancelRequestsAsync(default);
        await harness.CloseStoreAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancels);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.SubmitAsync([Given.Submission()], default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.FindAsync(Guid.CreateVersion7(), default));
        await harness.OpenStoreAsync();
    }
}
