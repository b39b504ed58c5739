using System.Diagnostics;
using System.Text.Json;

namespace Tinpot.Faults.Tests;

/// <summary>A host that is told to stop: once, twice, and with work that does not end.</summary>
public sealed class DrainTests
{
    private static readonly (string, string) LongDrain = ("TINPOT_DRAIN", "00:05:00");
    private static readonly (string, string) NoDrain = ("TINPOT_DRAIN", "00:00:01");
    private static readonly (string, string) LongGrace = ("TINPOT_GRACE", "00:05:00");
    private static readonly (string, string) ShortGrace = ("TINPOT_GRACE", "00:00:01");

    [Fact]
    public async Task Running_work_finishes_and_what_waits_is_there_for_the_next_host()
    {
        using var folder = new TestFolder();
        string release = folder.File("release"), ledger = folder.File("ledger");
        string running, waiting;
        await using (HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Assembly, folder.Path, slots: 1, LongDrain))
        {
            running = await host.Client.ExecuteAsync("hold_stubbornly", new { path = release });
            await host.Client.UntilPrintedAsync(running, "holding");
            waiting = await host.Client.ExecuteAsync("append_ledger", new { path = ledger, text = "waited" });

            host.Terminate();
            await Eventually.TrueAsync(() => host.Output.Contains("waits up to", StringComparison.Ordinal), "the host drains");
            await File.WriteAllTextAsync(release, "");

            Assert.Equal(0, await host.ExitAsync());
            Assert.Empty(host.Descendants);
            Assert.Empty(folder.Lines("ledger"));
        }

        await using HostProcess next = await HostProcess.StartAsync(TestActionsProgram.Assembly, folder.Path, slots: 1);
        Assert.Equal("SUCCESS", (await next.Client.StatusAsync(running)).State());
        Assert.Equal("SUCCESS", (await next.Client.EndAsync(waiting)).State());
        Assert.Equal(["waited"], folder.Lines("ledger"));
    }

    [Theory]
    [InlineData("spin")]
    [InlineData("sleep_for_ever")]
    [InlineData("deaf_family")]
    public async Task What_goes_on_after_the_drain_is_killed_and_failed_by_the_shutdown(string action)
    {
        using var folder = new TestFolder();
        string running;
        await using (HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Assembly, folder.Path, slots: 1, NoDrain, ShortGrace))
        {
            running = await host.Client.ExecuteAsync(action, new { });
            await host.Client.UntilPrintedAsync(running, "up");

            host.Terminate();

            Assert.Equal(0, await host.ExitAsync());
            await Eventually.EmptyAsync(() => host.Descendants, TimeSpan.FromSeconds(2));
        }

        await AssertShutDownAsync(folder, running, killed: true);
    }

    [Fact]
    public async Task What_obeys_after_the_drain_is_told_of_the_shutdown()
    {
        using var folder = new TestFolder();
        string running;
        await using (HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Assembly, folder.Path, slots: 1, NoDrain, LongGrace))
        {
            running = await host.Client.ExecuteAsync("tell_why", new { });
            await host.Client.UntilPrintedAsync(running, "waiting");

            host.Terminate();

            Assert.Equal(0, await host.ExitAsync());
        }

        Assert.Contains("stopped by Shutdown", await AssertShutDownAsync(folder, running, killed: false));
    }

    [Fact]
    public async Task Second_signal_is_immediate_and_the_end_is_written_down()
    {
        using var folder = new TestFolder();
        string[] running;
        await using (HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Assembly, folder.Path, slots: 4, LongDrain, LongGrace))
        {
            running = await Task.WhenAll(new[] { "spin", "trap_terminate", "deaf_family", "fork_without_end" }
                .Select(action => host.Client.ExecuteAsync(action, new { })));
            await Task.WhenAll(running.Select(id => host.Client.UntilPrintedAsync(id, "up")));
            host.Terminate();
            await Eventually.TrueAsync(() => host.Output.Contains("waits up to", StringComparison.Ordinal), "the host drains");

            long again = Stopwatch.GetTimestamp();
            host.Terminate();

            await host.ExitAsync();
            // Far below the drain and the grace, far above what a busy machine needs to kill them
            Assert.InRange(Stopwatch.GetElapsedTime(again), TimeSpan.Zero, TimeSpan.FromSeconds(60));
            await Eventually.EmptyAsync(() => host.Descendants, TimeSpan.FromSeconds(2));
        }

        foreach (string id in running)
            await AssertShutDownAsync(folder, id, killed: true);
    }

    /// <summary>The third comes while the second kills, which stops processes before it ends them.</summary>
    [Fact]
    public async Task Third_signal_leaves_no_process_behind()
    {
        for (int round = 0; round < 3; round++)
        {
            using var folder = new TestFolder();
            await using HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Assembly, folder.Path, slots: 4, LongDrain, LongGrace);
            string[] running = await Task.WhenAll(new[] { "fork_without_end", "deaf_family", "spin", "deaf_family" }
                .Select(action => host.Client.ExecuteAsync(action, new { })));
            await Task.WhenAll(running.Select(id => host.Client.UntilPrintedAsync(id, "up")));
            host.Terminate();
            await Eventually.TrueAsync(() => host.Output.Contains("waits up to", StringComparison.Ordinal), "the host drains");

            host.Terminate();
            await Eventually.TrueAsync(() => host.Output.Contains("Stopping at once", StringComparison.Ordinal), "the host hurries");
            host.Terminate();

            await host.ExitAsync();
            await Eventually.EmptyAsync(() => host.Descendants, TimeSpan.FromSeconds(10));
        }
    }

    [Fact]
    public async Task Idle_host_goes_at_once_with_its_children()
    {
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Assembly, folder.Path, slots: 2, LongDrain);
        Assert.Equal("SUCCESS", (await host.Client.RunAsync("echo", new { text = "warm" })).State());
        Assert.NotEmpty(host.Children);

        host.Terminate();

        Assert.Equal(0, await host.ExitAsync());
        await Eventually.EmptyAsync(() => host.Descendants, TimeSpan.FromSeconds(2));
    }

    /// <returns>Its log.</returns>
    private static async Task<string> AssertShutDownAsync(TestFolder folder, string id, bool killed)
    {
        await using HostProcess next = await HostProcess.StartAsync(TestActionsProgram.Assembly, folder.Path, slots: 1);
        JsonElement status = await next.Client.StatusAsync(id);
        Assert.Equal("FAILURE", status.State());
        Assert.Equal("shutdown", status.GetProperty("error").GetProperty("reason").GetString());
        string log = await next.Client.GetStringAsync($"/api/executions/{id}/logs?format=text");
        Assert.Contains("The host is shutting down", log);
        Assert.Equal(killed, log.Contains("was killed", StringComparison.Ordinal));
        return log;
    }
}
