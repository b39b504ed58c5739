using System.Text.Json;

namespace Tinpot.Faults.Tests;

/// <summary>Attempts that take too long, and those that come after one that died.</summary>
public sealed class LimitTests
{
    private static readonly (string, string) Grace = ("TINPOT_GRACE", "00:00:01");

    [Theory]
    [InlineData("spin_too_long", "was killed")]
    [InlineData("tell_why_too_long", "stopped by Timeout")]
    public async Task Action_s_own_limit_ends_it_by_timeout(string action, string said)
    {
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Assembly, folder.Path, slots: 1, Grace);

        await AssertTimedOutAsync(host, action, said);
        Assert.Equal("SUCCESS", (await host.Client.RunAsync("echo", new { text = "next" })).State());
    }

    [Theory]
    [InlineData("deaf_family")]
    [InlineData("start_daemon")]
    public async Task Limit_of_the_setting_ends_it_with_all_that_it_started(string action)
    {
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(
            TestActionsProgram.Assembly, folder.Path, slots: 1, Grace, ("TINPOT_TIMEOUT", "00:00:02"));

        await AssertTimedOutAsync(host, action, "Its time");
        await Eventually.EmptyAsync(() => host.Strays, TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData(3, "SUCCESS")]
    [InlineData(4, "FAILURE")]
    public async Task Action_that_takes_its_process_along_is_tried_as_often_as_it_says(int needed, string state)
    {
        using var folder = new TestFolder();
        string ledger = folder.File("ledger");
        await using HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Assembly, folder.Path, slots: 1);

        JsonElement status = await host.Client.RunAsync("crash_until", new { ledger, attempt = needed });

        Assert.Equal(state, status.State());
        Assert.Equal(3, folder.Lines("ledger").Length);
    }

    [Fact]
    public async Task What_a_shutdown_stopped_is_tried_again_by_the_next_host_and_once_only()
    {
        using var folder = new TestFolder();
        string ledger = folder.File("ledger"), release = folder.File("release");
        string id = "";
        for (int attempt = 1; attempt <= 2; attempt++)
        {
            await using HostProcess host = await HostProcess.StartAsync(
                TestActionsProgram.Assembly, folder.Path, slots: 1, Grace, ("TINPOT_DRAIN", "00:00:01"));
            if (attempt == 1)
                id = await host.Client.ExecuteAsync("hold_with_retry", new { ledger, release });
            await Eventually.TrueAsync(() => folder.Lines("ledger").Length == attempt, $"attempt {attempt} runs");
            host.Terminate();
            Assert.Equal(0, await host.ExitAsync());
        }

        await using HostProcess last = await HostProcess.StartAsync(TestActionsProgram.Assembly, folder.Path, slots: 1);
        JsonElement status = await last.Client.EndAsync(id);
        Assert.Equal("FAILURE", status.State());
        Assert.Equal("shutdown", status.GetProperty("error").GetProperty("reason").GetString());
        Assert.Equal(2, folder.Lines("ledger").Length);
    }

    private static async Task AssertTimedOutAsync(HostProcess host, string action, string said)
    {
        string id = await host.Client.ExecuteAsync(action, new { });
        JsonElement status = await host.Client.EndAsync(id);
        Assert.Equal("FAILURE", status.State());
        Assert.Equal("timeout", status.GetProperty("error").GetProperty("reason").GetString());
        Assert.Contains(await host.Client.LinesAsync(id), line => line.Text.Contains(said, StringComparison.Ordinal));
    }
}
