using System.Diagnostics;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Tinpot.Executions;
using Tinpot.Stores.Sqlite;
using Tinpot.Workers.Leases;

namespace Tinpot.Host.Tests.Stores.Sqlite;

/// <summary>That nothing an operation does, nor another program, ends or blocks the writer.</summary>
public sealed class SqliteWriterTests
{
    public static TheoryData<Type> Failures =>
        [typeof(IOException), typeof(InvalidOperationException), typeof(JsonException), typeof(OutOfMemoryException), typeof(OperationCanceledException), typeof(ObjectDisposedException)];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Operation_that_fails_in_any_way_fails_alone(Type kind)
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        Exception failure = kind == typeof(ObjectDisposedException) ? new ObjectDisposedException("x") : (Exception)Activator.CreateInstance(kind)!;
        // More than may wait at once: each must give its place back
        Task<bool>[] failing = [.. Enumerable.Range(0, 600).Select(_ => harness.Store.Writer.RunAsync<bool>(_ => throw failure, default))];
        Task<Guid> between = harness.SubmitAsync(Given.Submission());
        foreach (Task one in failing)
            Assert.Equal(kind, (await Assert.ThrowsAnyAsync<Exception>(() => one)).GetType());
        await between;
        await harness.SubmitAsync(Given.Submission());
    }

    [Fact]
    public async Task Session_that_cannot_be_rolled_back_is_opened_again()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        Guid before = await harness.SubmitAsync(Given.Submission());
        for (int i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<IOException>(() => harness.Store.Writer.RunAsync<bool>(
                session =>
                {
                    session.Dispose();
                    throw new IOException("The disk is gone.");
                },
                default));
            await harness.SubmitAsync(Given.Submission());
        }

        Assert.Equal(4, (await harness.Work.ClaimAsync(Given.AnyWork, default)).Count);
        Assert.Equal(ExecutionState.STARTED, (await harness.FindAsync(before)).State);
    }

    [Fact]
    public async Task Failure_of_the_disk_is_told_and_the_session_opened_again()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => harness.Store.Writer.RunAsync<bool>(
            _ => throw new SqliteException("disk I/O error", 10, 10 | (3 << 8)), default));
        await harness.SubmitAsync(Given.Submission());
    }

    [Fact]
    public async Task While_another_program_holds_the_database_submissions_fail_in_time_and_output_waits()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync(options => options with { QueueLimit = 10_000 });
        Lease running = (await harness.StartAsync()).Lease;
        using SqliteConnection other = SqliteDatabase.OpenExistingWriter(harness.Folder);
        SqliteDatabase.Execute(other, "BEGIN IMMEDIATE");

        // Output is tried again for as long as it takes
        var retry = new StoreRetry(TimeProvider.System);
        Task append = retry.RunAsync(token => harness.Work.AppendAsync(running, Given.Lines(running, 2, 1, 100), token), default);
        long began = Stopwatch.GetTimestamp();
        // More than may wait at once
        Task[] submissions = [.. Enumerable.Range(0, 600).Select(_ => (Task)harness.SubmitAsync(Given.Submission()))];
        foreach (Task one in submissions)
            Assert.Contains("Another program has locked tinpot.db", (await Assert.ThrowsAsync<StoreUnavailableException>(() => one)).Message);
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 3, 25);
        began = Stopwatch.GetTimestamp();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => harness.Work.ProbeWriteAsync(default));
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 3, 25);
        Assert.False(append.IsCompleted);
        // Reads go on
        Assert.Equal(ExecutionState.STARTED, (await harness.FindAsync(running.ExecutionId)).State);

        SqliteDatabase.Execute(other, "COMMIT");
        await append.WaitAsync(TimeSpan.FromSeconds(30));
        await harness.SubmitAsync(Given.Submission());
        Assert.Equal(100, await harness.Client.CountLinesAsync(running.ExecutionId, default));
    }

    [Fact]
    public async Task Read_that_nobody_waits_for_any_more_ends()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        long began = Stopwatch.GetTimestamp();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => harness.Store.Readers.RunLongAsync(
            session => session.Statements["WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"].Step(), leaving.Token));
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20));
        Assert.Empty((await harness.Client.ListAsync(new ExecutionQuery(), default)).Items);
    }

    [Fact]
    public async Task Reader_that_fails_gives_its_place_back()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        for (int i = 0; i < 100; i++)
            await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Store.Readers.RunAsync<bool>(_ => throw new InvalidOperationException(), default));
        for (int i = 0; i < 100; i++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Store.Readers.RunAsync<bool>(
                session =>
                {
                    session.Dispose();
                    throw new InvalidOperationException();
                },
                default));
        }

        Assert.Empty((await harness.Client.ListAsync(new ExecutionQuery(), default)).Items);
    }
}
