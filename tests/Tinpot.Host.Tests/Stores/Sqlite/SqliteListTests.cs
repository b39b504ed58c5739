using Microsoft.Data.Sqlite;
using Tinpot.Executions;
using Tinpot.Stores.Sqlite;
using Tinpot.Stores.Sqlite.Reading;

namespace Tinpot.Host.Tests.Stores.Sqlite;

/// <summary>How the embedded store finds what a list asks for.</summary>
public sealed class SqliteListTests
{
    public static TheoryData<string, string> Filters => new()
    {
        { "action", "executions_action" },
        { "group", "executions_group" },
        { "queue", "executions_queue" },
        { "requested_by", "executions_requester" },
        { "since", "executions_created" },
        { "until", "executions_created" },
        { "since action", "executions_created" },
        { "until requested_by", "executions_created" },
        { "since PENDING", "executions_created" },
        { "PENDING", "executions_state" },
        { "FAILURE", "executions_state" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Filter_is_read_from_an_index_in_its_order(string filters, string index)
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        using SqliteConnection connection = SqliteDatabase.OpenReader(harness.Folder);
        foreach (ListPlace before in (ListPlace[])[ListPlace.Newest, new ListPlace(5, 5)])
        {
            string plan = Plan(connection, new ListSelect(Query(filters), State(filters), before, null).Sql);
            Assert.Contains($"SEARCH executions USING INDEX {index} ", plan);
            Assert.DoesNotContain("TEMP B-TREE", plan);
        }
    }

    [Fact]
    public async Task Pages_of_a_time_are_right_although_the_clock_was_set_back()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        await harness.SubmitAsync(Given.Submission());
        Guid[] ids = [await harness.SubmitAsync(Given.Submission()), await harness.SubmitAsync(Given.Submission()), await harness.SubmitAsync(Given.Submission())];
        await harness.CloseStoreAsync();
        using (SqliteConnection connection = SqliteDatabase.OpenWriter(harness.Folder))
        {
            SqliteDatabase.Execute(connection, "UPDATE executions SET created_at = 3000 WHERE seq = 2");
            SqliteDatabase.Execute(connection, "UPDATE executions SET created_at = 1000 WHERE seq = 3");
            SqliteDatabase.Execute(connection, "UPDATE executions SET created_at = 2000 WHERE seq = 4");
        }

        await harness.OpenStoreAsync();
        var query = new ExecutionQuery { Until = DateTimeOffset.FromUnixTimeMilliseconds(4_000), Limit = 1 };
        List<Guid> seen = [];
        do
        {
            ExecutionPage page = await harness.Client.ListAsync(query, default);
            seen.AddRange(page.Items.Select(item => item.Id));
            query = query with { Before = page.NextBefore };
        }
        while (query.Before is not null);
        Assert.Equal([ids[0], ids[2], ids[1]], seen);
    }

    private static ExecutionQuery Query(string filters) => new()
    {
        Action = filters.Contains("action") ? "a" : null,
        Group = filters.Contains("group") ? "g" : null,
        Queue = filters.Contains("queue") ? "q" : null,
        RequestedBy = filters.Contains("requested_by") ? "r" : null,
        Since = filters.Contains("since") ? DateTimeOffset.UnixEpoch : null,
        Until = filters.Contains("until") ? DateTimeOffset.MaxValue : null,
    };

    private static ExecutionState? State(string filters) =>
        Enum.TryParse(filters.Split(' ')[^1], out ExecutionState state) ? state : null;

    private static string Plan(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, "EXPLAIN QUERY PLAN " + sql);
        List<string> lines = [];
        while (statement.Step())
            lines.Add(statement.Text(3));
        return string.Join('\n', lines);
    }
}
