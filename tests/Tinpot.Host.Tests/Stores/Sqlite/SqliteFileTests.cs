using Microsoft.Data.Sqlite;
using Tinpot.Executions;
using Tinpot.Stores.Sqlite;

namespace Tinpot.Host.Tests.Stores.Sqlite;

/// <summary>Schema versions, and files and folders that cannot be used.</summary>
public sealed class SqliteFileTests
{
    [Fact]
    public async Task Steps_run_once_each_in_order()
    {
        await using var harness = new SqliteHarness();
        using SqliteConnection connection = SqliteDatabase.OpenWriter(harness.Folder);
        string[] steps = ["CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1);", "ALTER TABLE a ADD COLUMN y INTEGER; UPDATE a SET y = x + 1;"];
        SqliteSchema.Migrate(connection, steps[..1], harness.Folder);
        Assert.Equal(1, SqliteDatabase.Scalar(connection, "PRAGMA user_version"));
        SqliteSchema.Migrate(connection, steps, harness.Folder);
        SqliteSchema.Migrate(connection, steps, harness.Folder);
        Assert.Equal(2, SqliteDatabase.Scalar(connection, "PRAGMA user_version"));
        Assert.Equal(2, SqliteDatabase.Scalar(connection, "SELECT sum(y) FROM a"));
    }

    [Fact]
    public async Task Step_that_fails_leaves_the_version_before()
    {
        await using var harness = new SqliteHarness();
        using SqliteConnection connection = SqliteDatabase.OpenWriter(harness.Folder);
        Assert.Throws<SqliteException>(() =>
            SqliteSchema.Migrate(connection, ["CREATE TABLE a (x INTEGER); CREATE TABLE a (x INTEGER);"], harness.Folder));
        Assert.Equal(0, SqliteDatabase.Scalar(connection, "PRAGMA user_version"));
        Assert.Equal(0, SqliteDatabase.Scalar(connection, "SELECT count(*) FROM sqlite_master"));
    }

    [Fact]
    public async Task Store_of_an_earlier_version_keeps_its_executions_and_can_be_filtered()
    {
        await using var harness = new SqliteHarness();
        using (SqliteConnection connection = SqliteDatabase.OpenWriter(harness.Folder))
        {
            SqliteSchema.Migrate(connection, [.. SqliteSchema.Steps.Take(4)], harness.Folder);
            foreach ((int seq, string by, int finished) in ((int, string, int)[])[(1, """{"id":"keys:bob","name":"Bob","scheme":"keys","roles":[]}""", 9_000), (2, "damaged", 2_000)])
            {
                SqliteDatabase.Execute(connection,
                    $"""
                    INSERT INTO executions (seq, id, state, fence, attempt, retries, priority, ready, cancel_requested, created_at, started_at, finished_at,
                      action, title, grp, queue, contract_hash, requested_by, requested_via, arguments)
                    VALUES ({seq}, randomblob(16), 'SUCCESS', 1, 1, 0, 1, 1, 0, 1000, 5000, {finished}, 'a', 't', 'g', 'q', 'h', '{by}', 'api', '{Braces}')
                    """);
            }
        }

        await harness.OpenStoreAsync();
        ExecutionRecord bobs = Assert.Single((await harness.Client.ListAsync(new ExecutionQuery { RequestedBy = "Bob" }, default)).Items);
        Assert.Equal(TimeSpan.FromSeconds(4), bobs.Duration);
        // Its clock was set back while it ran
        ExecutionRecord other = (await harness.Client.ListAsync(new ExecutionQuery(), default)).Items[0];
        Assert.Equal(TimeSpan.Zero, other.Duration);
    }

    private const string Braces = "{}";

    [Fact]
    public async Task Newer_file_is_refused()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        await harness.CloseStoreAsync();
        using (SqliteConnection connection = SqliteDatabase.OpenWriter(harness.Folder))
            SqliteDatabase.Execute(connection, "PRAGMA user_version = 99");
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(harness.OpenStoreAsync);
        Assert.Contains("newer", refused.Message);
        Assert.Contains("99", refused.Message);
        Assert.Contains(harness.Folder, refused.Message);
    }

    [Fact]
    public async Task Damaged_file_is_named()
    {
        await using var harness = new SqliteHarness();
        await File.WriteAllTextAsync(Path.Combine(harness.Folder, "tinpot.db"), new string('x', 8_192));
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(harness.OpenStoreAsync);
        Assert.Contains("damaged", refused.Message);
        Assert.Contains(harness.Folder, refused.Message);
        // The lock went with the failure.
        File.Delete(Path.Combine(harness.Folder, "tinpot.db"));
        await harness.OpenStoreAsync();
    }

    [Fact]
    public async Task Folder_that_cannot_be_made_is_named()
    {
        await using var harness = new SqliteHarness();
        string file = Path.Combine(harness.Folder, "file");
        await File.WriteAllTextAsync(file, "");
        harness.Options = harness.Options with { Folder = Path.Combine(file, "data") };
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(harness.OpenStoreAsync);
        Assert.Contains(harness.Options.Folder, refused.Message);
        Assert.Contains("TINPOT_DATA", refused.Message);
    }

    [Fact]
    public async Task Full_file_refuses_and_goes_on_when_there_is_room()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        Lease lease = (await harness.StartAsync()).Lease;
        await LimitAsync(harness, 40);
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => harness.AppendAsync(lease, Given.Lines(lease, 2, 1, 50_000)));
        Assert.Contains("full", refused.Message);
        Assert.Contains(harness.Folder, refused.Message);
        Assert.Equal(["0-1 PENDING", "1-1 STARTED"], await harness.StoryAsync(lease.ExecutionId));

        // What was refused does not count as waiting.
        ExecutionSubmission large = Given.Submission() with { Arguments = new byte[200_000] };
        for (int i = 0; i < StoreHarness.QueueLimit; i++)
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(
                () => harness.SubmitAsync(large with { Id = Guid.CreateVersion7() }));
        }

        await LimitAsync(harness, 1_000_000);
        await harness.SubmitAsync(large);
        await harness.AppendAsync(lease, Given.Lines(lease, 2, 1, 50_000));
        await harness.FinishAsync(lease, Given.Outcome(ExecutionState.SUCCESS));
    }

    [Fact]
    public async Task Folder_is_for_its_owner_only()
    {
        await using var harness = new SqliteHarness();
        harness.Options = harness.Options with { Folder = Path.Combine(harness.Folder, "data") };
        await harness.OpenStoreAsync();
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(harness.Options.Folder));
        }
    }

    /// <summary>Bounds the file to this many pages; beyond them the disk counts as full.</summary>
    private static Task LimitAsync(SqliteHarness harness, int pages) =>
        harness.Store.Writer.RunAsync(session => session.Statements[$"PRAGMA max_page_count = {pages}"].Run(), default);
}
