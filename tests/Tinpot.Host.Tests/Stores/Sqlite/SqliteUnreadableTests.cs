using Microsoft.Data.Sqlite;
using Tinpot.Executions;
using Tinpot.Executions.Limits;
using Tinpot.Host.Tests.Stores.Redis.Connecting;
using Tinpot.Stores.Sqlite;

namespace Tinpot.Host.Tests.Stores.Sqlite;

/// <summary>Rows that cannot be read hold up no other, are ended or passed over, and are counted.</summary>
public sealed class SqliteUnreadableTests
{
    public static TheoryData<string, bool> Damages => new()
    {
        // how a waiting row is damaged, and whether it can still be found by its id
        { "arguments = 'no json'", true },
        { "arguments = '[1]'", true },
        { "arguments = x'7b22ff227d'", true },
        { "arguments = ''", true },
        { "requested_by = 'no json'", true },
        { "requested_by = x'00'", true },
        { "requested_by = '{\"id\": 5}'", true },
        { "limits = 'no json'", true },
        { "limits = '[[1,2,3]]'", true },
        { "limits = '[]'", true },
        { "limits = '[[\"a\",null,-1]]'", true },
        { "limits = '{}'", true },
        { "fence = -5", true },
        { "state = 'WAITING'", true },
        { "state = x'00ff'", true },
        { "id = x'0102'", false },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Waiting_execution_that_cannot_be_read_ends_and_the_others_run(string damage, bool known)
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        Guid bad = await harness.SubmitAsync(Given.Submission() with { Priority = 2, Limits = LimitSet.Of([new ExecutionLimit("action:x", null, 5)]) });
        Guid good = await harness.SubmitAsync(Given.Submission());
        await ReopenDamagedAsync(harness, $"UPDATE executions SET {damage} WHERE seq = 1", out ListLogger<SqliteStore> log, out Func<int> counted);

        await ClaimOnlyAsync(harness, good);
        IReadOnlyList<ExecutionRecord> listed = (await harness.Client.ListAsync(new ExecutionQuery(), default)).Items;
        Assert.Equal(known ? [good, bad] : [good], listed.Select(one => one.Id));
        if (known)
        {
            ExecutionRecord shown = await harness.FindAsync(bad);
            Assert.Equal((ExecutionState.FAILURE, FailureReason.Validation), (shown.State, shown.Error?.Reason));
            Assert.Contains("cannot be read", shown.Error?.Message);
            Assert.EndsWith("complete FAILURE", (await harness.StoryAsync(bad))[^1]);
            Assert.Single(log.Lines, line => line.Text.Contains(bad.ToString()) && line.Text.Contains("ignored from now on"));
        }

        Assert.Equal(1, counted());
        Assert.Empty(await harness.Client.LanesAsync(default));
        await harness.Store.PruneAsync(default);
    }

    [Theory]
    [InlineData("id = x'0102'")]
    [InlineData("crashes = 'many'")]
    [InlineData("limits = 'no json'")]
    [InlineData("fence = 'high'")]
    public async Task Started_execution_that_cannot_be_read_does_not_keep_the_host_from_starting(string damage)
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        await harness.StartAsync(Given.Submission() with { Limits = LimitSet.Of([new ExecutionLimit("action:x", null, 5)]) });
        Guid lost = (await harness.StartAsync()).Lease.ExecutionId;
        Guid good = await harness.SubmitAsync(Given.Submission());
        await ReopenDamagedAsync(harness, $"UPDATE executions SET {damage} WHERE seq = 1", out _, out _);
        Assert.Equal(FailureReason.Lost, (await harness.FindAsync(lost)).Error?.Reason);
        await ClaimOnlyAsync(harness, good);
        Assert.DoesNotContain((await harness.Client.ListAsync(new ExecutionQuery { States = [ExecutionState.STARTED] }, default)).Items, one => one.Id != good);
    }

    [Theory]
    [InlineData("id = x'0102'")]
    [InlineData("limits = 'no json'")]
    [InlineData("state = 'LATER'")]
    [InlineData("run_at = 'soon'")]
    public async Task Scheduled_execution_that_cannot_be_read_does_not_keep_others_from_their_time(string damage)
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        DateTimeOffset due = harness.Time.GetUtcNow() + TimeSpan.FromMinutes(1);
        await harness.SubmitAsync(Given.Submission() with { RunAt = due, Limits = LimitSet.Of([new ExecutionLimit("action:x", null, 5)]) });
        Guid good = await harness.SubmitAsync(Given.Submission() with { RunAt = due });
        await ReopenDamagedAsync(harness, $"UPDATE executions SET {damage} WHERE seq = 1", out _, out _);
        harness.Time.Advance(TimeSpan.FromMinutes(1));
        await harness.Work.ReapAsync(default);
        await ClaimOnlyAsync(harness, good);
    }

    [Fact]
    public async Task Ended_execution_that_cannot_be_read_is_shown_as_such_and_removed_in_time()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        foreach (string damage in (string[])["error = 'no json'", "result = '{'", "cancelled_by = '5 5'", "created_at = 'today'", "finished_at = 9e18", "id = x'01'"])
        {
            Lease lease = (await harness.StartAsync()).Lease;
            await harness.FinishAsync(lease, Given.Outcome(ExecutionState.SUCCESS));
            using SqliteConnection connection = SqliteDatabase.OpenExistingWriter(harness.Folder);
            SqliteDatabase.Execute(connection, $"UPDATE executions SET {damage} WHERE seq = (SELECT max(seq) FROM executions)");
        }

        IReadOnlyList<ExecutionRecord> listed = (await harness.Client.ListAsync(new ExecutionQuery(), default)).Items;
        Assert.Equal(5, listed.Count);
        foreach (ExecutionRecord one in listed)
            Assert.NotNull(await harness.Client.FindAsync(one.Id, default));
        Assert.Equal("unreadable", (await harness.FindAsync(listed[^2].Id)).Error?.Type);
        harness.Time.Advance(TimeSpan.FromDays(40));
        await harness.Store.PruneAsync(default);
        // The one that ended in a time that is none is kept; what was readable enough is gone
        Assert.True((await harness.Client.ListAsync(new ExecutionQuery(), default)).Items.Count <= 1);
    }

    [Fact]
    public async Task Rows_damaged_at_random_never_stop_the_store()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        string[] columns =
            ["id", "state", "fence", "attempt", "retries", "priority", "ready", "cancel_requested", "created_at", "run_at", "started_at", "finished_at",
             "action", "title", "grp", "queue", "contract_hash", "requested_by", "requested_via", "worker", "cancelled_by", "rerun_of", "parent_id",
             "root_id", "arguments", "secrets", "error", "result", "crashes", "limits", "ready_at", "trace_parent", "trace_state", "duration_ms", "requester"];
        for (int round = 0; round < 20; round++)
        {
            await using SqliteHarness harness = await SqliteHarness.OpenAsync();
            List<Guid> ids = [];
            for (int i = 0; i < 40; i++)
            {
                ids.Add(await harness.SubmitAsync(Given.Submission() with
                {
                    RunAt = i % 5 == 4 ? harness.Time.GetUtcNow() + TimeSpan.FromSeconds(1) : null,
                    Limits = i % 3 == 0 ? LimitSet.Of([new ExecutionLimit("action:x", $"{i}", 5)]) : null,
                    Retries = i % 2,
                }));
                if (i % 7 == 0)
                    await harness.Work.ClaimAsync(Given.AnyWork with { MaxCount = 1 }, default);
            }

            await harness.CloseStoreAsync();
            HashSet<int> damaged = [];
            using (SqliteConnection connection = SqliteDatabase.OpenExistingWriter(harness.Folder))
            {
                for (int i = 0; i < 12; i++)
                {
                    int seq = random.Next(40) + 1;
                    string value = random.Next(6) switch
                    {
                        0 => "randomblob(5)",
                        1 => "''",
                        2 => "'{\"a\":'",
                        3 => "-9223372036854775808",
                        4 => "'text'",
                        _ => "x'ff00ff'",
                    };
                    using SqliteCommand command = connection.CreateCommand();
                    command.CommandText = $"UPDATE OR IGNORE executions SET {columns[random.Next(columns.Length)]} = {value} WHERE seq = {seq}";
                    command.ExecuteNonQuery();
                    damaged.Add(seq);
                }
            }

            await harness.OpenStoreAsync();
            harness.Time.Advance(TimeSpan.FromSeconds(2));
            HashSet<Guid> seen = [];
            for (int pass = 0; pass < 10; pass++)
            {
                await harness.Work.ReapAsync(default);
                foreach (ClaimedExecution claimed in await harness.Work.ClaimAsync(Given.AnyWork, default))
                {
                    seen.Add(claimed.Lease.ExecutionId);
                    await harness.FinishAsync(claimed.Lease, Given.Outcome(ExecutionState.SUCCESS));
                }
            }

            foreach (ExecutionRecord one in (await harness.Client.ListAsync(new ExecutionQuery { Limit = 200 }, default)).Items)
                Assert.NotNull(await harness.Client.FindAsync(one.Id, default));
            await harness.Client.ListAsync(new ExecutionQuery { Search = "clean", States = [.. Enum.GetValues<ExecutionState>()] }, default);
            await harness.Client.LanesAsync(default);
            await harness.Store.PruneAsync(default);
            for (int i = 0; i < ids.Count; i++)
            {
                if (damaged.Contains(i + 1))
                    continue;
                ExecutionRecord one = await harness.FindAsync(ids[i]);
                Assert.True(
                    one.State == ExecutionState.SUCCESS || one.Error?.Reason == FailureReason.Lost,
                    $"Execution {i + 1} is {one.State} {one.Error} (seed {seed}, round {round}).");
            }

            // Nothing is left that would wake a worker in vain forever
            using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => harness.Work.WaitForWorkAsync(Given.Nothing, soon.Token));
        }
    }

    private static Task ReopenDamagedAsync(SqliteHarness harness, string sql, out ListLogger<SqliteStore> log, out Func<int> counted)
    {
        int count = 0;
        ListLogger<SqliteStore> lines = log = new ListLogger<SqliteStore>();
        counted = () => count;
        return ReopenAsync();

        async Task ReopenAsync()
        {
            await harness.CloseStoreAsync();
            using (SqliteConnection connection = SqliteDatabase.OpenExistingWriter(harness.Folder))
                SqliteDatabase.Execute(connection, sql);
            harness.Options = harness.Options with { Logger = lines, OnUnreadable = _ => count++ };
            await harness.OpenStoreAsync();
        }
    }

    /// <summary>The only work that there is, however often one asks.</summary>
    private static async Task ClaimOnlyAsync(SqliteHarness harness, Guid id)
    {
        List<Guid> claimed = [];
        for (int i = 0; i < 3; i++)
        {
            foreach (ClaimedExecution one in await harness.Work.ClaimAsync(Given.AnyWork with { MaxCount = 1 }, default))
            {
                claimed.Add(one.Lease.ExecutionId);
                await harness.FinishAsync(one.Lease, Given.Outcome(ExecutionState.SUCCESS));
            }
        }

        Assert.Equal([id], claimed);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => harness.Work.WaitForWorkAsync(Given.Nothing, soon.Token));
    }
}
