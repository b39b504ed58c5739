using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Tinpot.Faults.Tests.Outages;

/// <summary>A program that prints while the store takes nothing for a while.</summary>
public sealed class HeldStoreTests
{
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(8);

    [Theory]
    [InlineData(30_000, "program")]
    [InlineData(400_000, "program")]
    [SoakData(400_000, "script")]
    [SoakData(400_000, "errors")]
    public async Task Database_that_another_process_holds_locked_costs_no_line_silently(int count, string how)
    {
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Assembly, folder.Path, slots: 2);
        string id;
        using (var other = new SqliteConnection($"Data Source={folder.File("data/tinpot.db")};Pooling=False"))
        {
            other.Open();
            id = await BeginAsync(host, count, how);
            Run(other, "BEGIN IMMEDIATE");
            await Task.Delay(Held);
            Run(other, "ROLLBACK");
        }

        await AssertCompleteAsync(host, id, count);
    }

    [Theory]
    [InlineData(30_000)]
    [SoakData(400_000)]
    public async Task Frozen_Redis_costs_no_line_silently(int count)
    {
        await using Redis.Fleet fleet = await Redis.Fleet.StartAsync();
        await fleet.StartAsync(["worker", "--concurrency", "2"], ("TINPOT_LEASE", "00:02:00"));
        HostProcess api = await fleet.ApiAsync();
        await Redis.Fleet.UntilServedAsync(api, "shell_count");
        string id = await BeginAsync(api, count, "program");

        Signals.Send(fleet.Redis.ProcessId, Signals.Stop);
        await Task.Delay(Held);
        Signals.Send(fleet.Redis.ProcessId, Signals.Continue);

        await AssertCompleteAsync(api, id, count);
    }

    /// <summary>Returns when the execution has begun, most often before its program has printed all.</summary>
    private static async Task<string> BeginAsync(HostProcess host, int count, string how)
    {
        string id = await host.Client.ExecuteAsync("shell_count", new { count, how });
        await foreach (SseEvent one in host.Client.StreamAsync(id))
        {
            if (one.Type == "log")
                break;
        }

        return id;
    }

    /// <summary>The output ends with the last line, and the log has each line, or says how many are missing where they are.</summary>
    private static async Task AssertCompleteAsync(HostProcess host, string id, int count)
    {
        JsonElement status = await host.Client.EndAsync(id, TimeSpan.FromMinutes(2));
        Assert.Equal("SUCCESS", status.State());
        Assert.StartsWith($"{count} ", status.GetProperty("result").GetString(), StringComparison.Ordinal);

        string log = await host.Client.GetStringAsync($"/api/executions/{id}/logs?format=ndjson");
        long next = 1, lost = 0;
        foreach (string line in log.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            JsonElement entry = JsonElement.Parse(line), data = entry.GetProperty("data");
            if (entry.GetProperty("type").ValueEquals("gap"))
            {
                lost += data.GetProperty("lost").GetInt64();
                next += data.GetProperty("lost").GetInt64();
                continue;
            }

            if (!int.TryParse(data.GetProperty("message").GetString(), out int number))
                continue;
            Assert.Equal(next, number);
            next++;
        }

        Assert.Equal(count + 1, next);
        TestContext.Current.TestOutputHelper?.WriteLine($"{lost} of {count} lines lost, and counted");
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
