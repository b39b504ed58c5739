using System.Runtime.Versioning;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Tinpot.Faults.Tests;

/// <summary>
/// kill -9 between the steps by which an execution gets its slot: with the commit of its submission, or with that of the end before it.
/// Children start only while the gate, a file, is there, so that an execution is claimed and does not begin. The ledger is the truth.
/// </summary>
[SupportedOSPlatform("linux")]
public sealed class ExchangeKillTests
{
    [Fact]
    public async Task What_was_claimed_with_its_submission_is_lost_and_has_not_run()
    {
        using var folder = new TestFolder();
        string id;
        await using (HostProcess host = await StartAsync(folder))
        {
            id = await AppendAsync(host, folder);
            await UntilAsync(host, id, "STARTED");
            await host.KillAsync();
        }

        OpenGate(folder);
        await using HostProcess again = await StartAsync(folder);
        await AssertLostAsync(again, id);
        Assert.Empty(folder.Lines("ledger"));
        await AssertRunsAsync(again, folder);
    }

    [Fact]
    public async Task What_was_claimed_with_an_end_is_lost_and_has_not_run_and_the_end_is_stored()
    {
        using var folder = new TestFolder();
        string first, second;
        OpenGate(folder);
        await using (HostProcess host = await StartAsync(folder))
        {
            (first, second) = await HoldAsync(host, folder);
            File.Delete(folder.File("gate"));
            await File.WriteAllTextAsync(folder.File("release"), "");
            await UntilAsync(host, second, "STARTED");
            await host.KillAsync();
        }

        OpenGate(folder);
        await using HostProcess again = await StartAsync(folder);
        Assert.Equal("SUCCESS", (await again.Client.EndAsync(first)).State());
        await AssertLostAsync(again, second);
        Assert.Equal(["start first", "end first"], folder.Lines("ledger"));
        await AssertRunsAsync(again, folder);
    }

    [Fact]
    public async Task An_end_that_is_not_stored_claims_nothing()
    {
        using var folder = new TestFolder();
        string first, second;
        OpenGate(folder);
        await using (HostProcess host = await StartAsync(folder))
        {
            (first, second) = await HoldAsync(host, folder);
            using var other = new SqliteConnection($"Data Source={folder.File("data/tinpot.db")};Pooling=False");
            other.Open();
            using SqliteCommand hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            hold.ExecuteNonQuery();
            await File.WriteAllTextAsync(folder.File("release"), "");
            await Eventually.TrueAsync(() => folder.Lines("ledger").Contains("end first"), "the first has done all that it does");
            await host.KillAsync();
        }

        await using HostProcess again = await StartAsync(folder);
        await AssertLostAsync(again, first);
        Assert.Equal("SUCCESS", (await again.Client.EndAsync(second)).State());
        Assert.Equal(["start first", "end first", "second"], folder.Lines("ledger"));
    }

    [Fact]
    public async Task On_Redis_what_was_claimed_with_an_end_is_lost_and_has_not_run_and_the_end_is_stored()
    {
        using var folder = new TestFolder();
        await using Redis.Fleet fleet = await Redis.Fleet.StartAsync();
        HostProcess api = await fleet.ApiAsync();
        OpenGate(folder);
        HostProcess worker = await StartWorkerAsync(fleet, folder);
        await Redis.Fleet.UntilServedAsync(api, "hold_with_ledger");
        (string first, string second) = await HoldAsync(api, folder);
        File.Delete(folder.File("gate"));
        await File.WriteAllTextAsync(folder.File("release"), "");
        await UntilAsync(api, second, "STARTED");
        await worker.KillAsync();

        OpenGate(folder);
        await StartWorkerAsync(fleet, folder);
        Assert.Equal("SUCCESS", (await api.Client.EndAsync(first)).State());
        await AssertLostAsync(api, second);
        Assert.Equal(["start first", "end first"], folder.Lines("ledger"));
        await AssertRunsAsync(api, folder);
    }

    /// <summary>A host with one slot, whose children run one execution each.</summary>
    private static Task<HostProcess> StartAsync(TestFolder folder) =>
        HostProcess.StartAsync(TestActionsProgram.Assembly, folder.Path, slots: 1, Gated(folder));

    private static Task<HostProcess> StartWorkerAsync(Redis.Fleet fleet, TestFolder folder) =>
        fleet.StartAsync(["worker", "--concurrency", "1"], [("TINPOT_LEASE", "00:00:05"), .. Gated(folder)]);

    private static (string, string)[] Gated(TestFolder folder)
    {
        string script = folder.File("gated");
        File.WriteAllText(script, $"#!/bin/sh\nuntil [ -e {folder.File("gate")} ]; do sleep 0.02; done\nexec \"$@\"\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return [("TINPOT_CHILD_WRAPPER", script), ("TINPOT_CHILD_MAX_EXECUTIONS", "1")];
    }

    private static void OpenGate(TestFolder folder) => File.WriteAllText(folder.File("gate"), "");

    /// <summary>Runs an execution until the file "release" is there, and submits one that has to wait for its slot.</summary>
    private static async Task<(string First, string Second)> HoldAsync(HostProcess host, TestFolder folder)
    {
        string first = await host.Client.ExecuteAsync("hold_with_ledger", new { ledger = folder.File("ledger"), release = folder.File("release"), text = "first" });
        await host.Client.UntilPrintedAsync(first, "start first");
        string second = await AppendAsync(host, folder);
        Assert.Equal("PENDING", (await host.Client.StatusAsync(second)).State());
        return (first, second);
    }

    private static Task<string> AppendAsync(HostProcess host, TestFolder folder) =>
        host.Client.ExecuteAsync("append_ledger", new { path = folder.File("ledger"), text = "second" });

    private static async Task UntilAsync(HostProcess host, string id, string state)
    {
        await foreach (SseEvent one in host.Client.StreamAsync(id))
        {
            if (one.Type == "state" && one.Json.GetProperty("data").GetProperty("state").GetString() == state)
                return;
        }

        Assert.Fail($"It never was {state}.");
    }

    private static async Task AssertLostAsync(HostProcess host, string id)
    {
        JsonElement status = await host.Client.EndAsync(id);
        Assert.Equal("FAILURE", status.State());
        Assert.Equal("lost", status.GetProperty("error").GetProperty("reason").GetString());
    }

    private static async Task AssertRunsAsync(HostProcess host, TestFolder folder)
    {
        Assert.Equal("SUCCESS", (await host.Client.EndAsync(await AppendAsync(host, folder))).State());
        Assert.Equal(1, folder.Lines("ledger").Count(line => line == "second"));
    }
}
