using Microsoft.Data.Sqlite;
using Tinpot.Executions;
using Tinpot.Stores.Sqlite;
using Tinpot.Stores.Sqlite.Writing;

namespace Tinpot.Host.Tests.Stores.Sqlite;

/// <summary>What is claimed in the transaction that brings it, or that frees its slot.</summary>
public sealed class SqliteExchangeTests
{
    [Fact]
    public async Task A_submission_starts_for_who_waits_with_its_own_commit()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        Task<IReadOnlyList<ClaimedExecution>> wait = harness.Work.WaitForWorkAsync(Given.AnyWork with { MaxCount = 2 }, default);
        long before = harness.Store.Writer.Commits;

        IReadOnlyList<SubmitOutcome> outcomes = await harness.Client.SubmitAsync([.. Enumerable.Range(0, 3).Select(_ => Given.Submission())], default);

        Assert.Equal(1, harness.Store.Writer.Commits - before);
        Assert.Equal(outcomes.Take(2).Select(one => one.Id), (await wait).Select(one => one.Lease.ExecutionId));
        Assert.Equal(
            [ExecutionState.STARTED, ExecutionState.STARTED, ExecutionState.PENDING],
            (await Task.WhenAll(outcomes.Select(one => harness.FindAsync(one.Id)))).Select(record => record.State));
    }

    [Fact]
    public async Task The_end_its_last_events_and_the_next_start_are_one_commit()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        Lease lease = (await harness.StartAsync()).Lease;
        Guid next = await harness.SubmitAsync(Given.Submission());
        long before = harness.Store.Writer.Commits;

        IReadOnlyList<ClaimedExecution> claimed = await harness.Work.FinishAsync(
            new FinishReport(lease, Given.Outcome(ExecutionState.SUCCESS)) { Events = Given.Lines(lease, 2, 1, 2), Next = Given.AnyWork with { MaxCount = 1 } }, default);

        Assert.Equal(1, harness.Store.Writer.Commits - before);
        Assert.Equal(next, Assert.Single(claimed).Lease.ExecutionId);
        Assert.Equal(["0-1", "1-1", "1-2", "1-3", "1-4"], (await harness.EventsAsync(lease.ExecutionId)).Select(one => one.Id.ToString()));
    }

    [Fact]
    public async Task Who_waits_for_the_end_of_what_was_submitted_here_is_told_it_by_the_commit()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        Lease lease = (await harness.StartAsync()).Lease;
        // Whoever reads now fails
        harness.Store.Readers.Dispose();

        Task<ExecutionRecord?> wait = harness.Client.WaitForEndAsync(lease.ExecutionId, default);
        await harness.FinishAsync(lease, Given.Outcome(ExecutionState.SUCCESS));

        Assert.Equal((lease.ExecutionId, ExecutionState.SUCCESS), (await wait) is { } record ? (record.Id, record.State) : default);
    }

    [Fact]
    public async Task What_a_transaction_that_fails_has_ended_is_still_waited_for()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        Lease lease = (await harness.StartAsync()).Lease;
        Task<ExecutionRecord?> wait = harness.Client.WaitForEndAsync(lease.ExecutionId, default);

        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => harness.Store.Writer.RunAsync<int>(
            session =>
            {
                session.Finish.Run(new FinishReport(lease, Given.Broken));
                throw new InvalidOperationException();
            },
            default));
        Assert.False(wait.IsCompleted);
        await harness.FinishAsync(lease, Given.Outcome(ExecutionState.SUCCESS));

        Assert.Equal(ExecutionState.SUCCESS, (await wait)?.State);
    }

    [Fact]
    public void Only_so_many_ends_are_remembered_to_come()
    {
        var ends = new ExecutionEnds();
        Guid[] ids = [.. Enumerable.Range(0, 10_001).Select(_ => Guid.CreateVersion7())];
        foreach (Guid id in ids)
            ends.Begin(id);
        Assert.Equal((true, false), (ends.IsToCome(ids[0]), ends.IsToCome(ids[^1])));

        ends.End(ids[0], record: null);
        ends.End(ids[^1], record: null);
        ends.Begin(ids[^1]);

        Assert.Equal((false, true), (ends.IsToCome(ids[0]), ends.IsToCome(ids[^1])));
    }

    [Fact]
    public async Task What_cannot_be_claimed_is_submitted_all_the_same()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync(options => options with { Effects = _ => [new FailingClaims()] });
        Task<IReadOnlyList<ClaimedExecution>> wait = harness.Work.WaitForWorkAsync(Given.AnyWork, default);

        Guid id = await harness.SubmitAsync(Given.Submission());

        Assert.Empty(await wait);
        Assert.Equal(ExecutionState.PENDING, (await harness.FindAsync(id)).State);
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_while_its_claim_is_written_returns_what_was_claimed()
    {
        var work = new WaitingWork();
        var workers = new WorkWaiters(work);
        using var cancelled = new CancellationTokenSource();
        Task<IReadOnlyList<ClaimedExecution>> wait = workers.WaitAsync(Given.AnyWork, cancelled.Token);
        work.Count("default", "General", null, ExecutionState.PENDING, 1);
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        ClaimedExecution claimed = await harness.StartAsync();

        workers.Serve(_ =>
        {
            work.Count("default", "General", null, ExecutionState.PENDING, -1);
            return [claimed];
        });
        await cancelled.CancelAsync();
        workers.Apply();

        Assert.Same(claimed, Assert.Single(await wait));
    }

    [Fact]
    public async Task Who_is_claimed_for_in_a_transaction_that_fails_looks_again()
    {
        var work = new WaitingWork();
        var workers = new WorkWaiters(work);
        Task<IReadOnlyList<ClaimedExecution>> wait = workers.WaitAsync(Given.AnyWork, default);
        work.Count("default", "General", null, ExecutionState.PENDING, 1);

        Assert.Throws<InvalidOperationException>(() => workers.Serve(_ => throw new InvalidOperationException()));
        workers.Undo();

        Assert.Empty(await wait);
    }

    [Fact]
    public async Task A_caller_does_not_wait_on_its_thread_for_a_database_that_is_locked()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        using SqliteConnection other = SqliteDatabase.OpenExistingWriter(harness.Folder);
        SqliteDatabase.Execute(other, "BEGIN IMMEDIATE");

        Task<Guid> submitting = harness.SubmitAsync(Given.Submission());
        Assert.False(submitting.IsCompleted);

        SqliteDatabase.Execute(other, "ROLLBACK");
        Assert.Equal(ExecutionState.PENDING, (await harness.FindAsync(await submitting)).State);
    }

    /// <summary>A process that is killed between two steps leaves the file as it is between them.</summary>
    [Fact]
    public async Task Killed_between_any_two_steps_nothing_starts_twice_and_nothing_accepted_is_gone()
    {
        var copies = new List<(string Step, string Folder)>();
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        harness.Options = harness.Options with { Effects = _ => [new Copies(harness.Folder, copies)] };
        await harness.ReopenAsync();
        Task<IReadOnlyList<ClaimedExecution>> wait = harness.Work.WaitForWorkAsync(Given.AnyWork with { MaxCount = 1 }, default);

        Guid first = await harness.SubmitAsync(Given.Submission());
        Copies.Copy(harness.Folder, "submitted", copies);
        Lease lease = Assert.Single(await wait).Lease;
        Guid second = await harness.SubmitAsync(Given.Submission());
        var report = new FinishReport(lease, Given.Outcome(ExecutionState.SUCCESS)) { Events = Given.Lines(lease, 2, 1, 2), Next = Given.AnyWork };
        Assert.Single(await harness.Work.FinishAsync(report, default));
        Copies.Copy(harness.Folder, "finished", copies);

        string[] stories = [.. await Task.WhenAll(copies.Select(copy => StoryAsync(copy, first, second)))];
        Assert.Equal(
            [
                // Within a transaction, nothing of it is there
                "Submit: absent absent",
                "Claim: absent absent",
                // Its claim is in the same commit: what may have begun is not begun again
                "submitted: FAILURE absent",
                "Submit: FAILURE absent",
                "Finish: FAILURE PENDING",
                "Claim: FAILURE PENDING",
                "finished: SUCCESS FAILURE",
            ],
            stories);
    }

    private static async Task<string> StoryAsync((string Step, string Folder) copy, params Guid[] ids)
    {
        // Its owner is this process, which is alive
        using (SqliteConnection connection = SqliteDatabase.OpenExistingWriter(copy.Folder))
            SqliteDatabase.Execute(connection, "DELETE FROM owner");
        await using SqliteStore store = await SqliteStore.OpenAsync(new SqliteStoreOptions { Folder = copy.Folder });
        var states = new List<string>();
        foreach (Guid id in ids)
            states.Add((await store.FindAsync(id, default))?.State.ToString() ?? "absent");
        await store.DisposeAsync();
        Directory.Delete(copy.Folder, recursive: true);
        return $"{copy.Step}: {string.Join(' ', states)}";
    }

    private sealed class FailingClaims : ITransitionEffect
    {
        public void Write(in WrittenTransition transition)
        {
            if (transition.By == TransitionCause.Claim)
                throw new InvalidOperationException("It cannot be claimed.");
        }
    }

    /// <summary>Copies the files of the store at each change of state, within its transaction.</summary>
    private sealed class Copies(string folder, List<(string Step, string Folder)> copies) : ITransitionEffect
    {
        public void Write(in WrittenTransition transition) => Copy(folder, transition.By.ToString(), copies);

        public static void Copy(string folder, string step, List<(string Step, string Folder)> copies)
        {
            string to = Directory.CreateTempSubdirectory("tinpot-copy-").FullName;
            foreach (string file in Directory.GetFiles(folder, "tinpot.db*"))
                File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
            copies.Add((step, to));
        }
    }
}
