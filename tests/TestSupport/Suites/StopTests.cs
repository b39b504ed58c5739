using System.Diagnostics;
using System.Text.Json;
using Tinpot.Tests.Http;
using Tinpot.Tests.Processes;

namespace Tinpot.Tests.Suites;

/// <summary>Whatever an action does, it can be stopped, and what it started goes with it.</summary>
public abstract class StopTests
{
    private static readonly (string, string) Grace = ("TINPOT_GRACE", "00:00:01");
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1 + 2);

    protected abstract Task<HostProgram> ProgramAsync();

    [Theory]
    [InlineData("spin", true)]
    [InlineData("sleep_for_ever", true)]
    [InlineData("trap_terminate", true)]
    [InlineData("deaf_family", true)]
    [InlineData("fork_without_end", true)]
    [InlineData("start_daemon", false)]
    public async Task Cancelled_it_is_revoked_in_time_and_leaves_nothing_behind(string action, bool killed)
    {
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(await ProgramAsync(), folder.Path, slots: 2, Grace);
        string id = await host.Client.ExecuteAsync(action, new { });
        await host.Client.UntilPrintedAsync(id, "up");

        long asked = Stopwatch.GetTimestamp();
        await host.Client.CancelAsync(id);
        JsonElement status = await host.Client.EndAsync(id);

        Assert.Equal("REVOKED", status.State());
        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, Limit);
        await Eventually.EmptyAsync(() => host.Strays, Limit - Stopwatch.GetElapsedTime(asked));
        IReadOnlyList<LogLine> log = await host.Client.LinesAsync(id);
        Assert.Contains(log, line => line.Stream == "log" && line.Text.StartsWith("Cancel was requested", StringComparison.Ordinal));
        Assert.Equal(killed, log.Any(line => line.Text.StartsWith("It did not stop within", StringComparison.Ordinal)));
        Assert.Equal("SUCCESS", (await host.Client.RunAsync("echo", new { text = "next" })).State());
    }

    [Fact]
    public async Task All_at_once_they_are_revoked_in_time_and_touch_no_other()
    {
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(await ProgramAsync(), folder.Path, slots: 6, Grace);
        string release = folder.File("release");
        string other = await host.Client.ExecuteAsync("hold_stubbornly", new { path = release });
        string[] ids = await Task.WhenAll(new[] { "sleep_for_ever", "trap_terminate", "deaf_family", "start_daemon", "spin" }
            .Select(action => host.Client.ExecuteAsync(action, new { })));
        await Task.WhenAll(ids.Select(id => host.Client.UntilPrintedAsync(id, "up")));

        long asked = Stopwatch.GetTimestamp();
        await Task.WhenAll(ids.Select(host.Client.CancelAsync));
        JsonElement[] ends = await Task.WhenAll(ids.Select(host.Client.EndAsync));

        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, Limit);
        Assert.All(ends, end => Assert.Equal("REVOKED", end.State()));
        await Eventually.EmptyAsync(() => host.Strays, Limit - Stopwatch.GetElapsedTime(asked));
        await File.WriteAllTextAsync(release, "");
        Assert.Equal("SUCCESS", (await host.Client.EndAsync(other)).State());
    }

    [Fact]
    public async Task Action_that_obeys_learns_why_and_its_finally_runs()
    {
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(await ProgramAsync(), folder.Path, slots: 1);
        string id = await host.Client.ExecuteAsync("tell_why", new { });
        await host.Client.UntilPrintedAsync(id, "waiting");
        int[] children = [.. host.Children.Select(child => child.Id)];

        await host.Client.CancelAsync(id);

        Assert.Equal("REVOKED", (await host.Client.EndAsync(id)).State());
        Assert.Contains(new LogLine("stdout", "stopped by Cancel"), await host.Client.LinesAsync(id));
        Assert.Contains((await host.Client.RunAsync("tell_process", new { })).GetProperty("result").GetInt32(), children);
    }

    [Fact]
    public async Task Host_that_is_killed_takes_all_of_them_along()
    {
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(await ProgramAsync(), folder.Path, slots: 6);
        string[] ids = await Task.WhenAll(new[] { "spin", "sleep_for_ever", "trap_terminate", "deaf_family", "start_daemon", "fork_without_end" }
            .Select(action => host.Client.ExecuteAsync(action, new { })));
        await Task.WhenAll(ids.Select(id => host.Client.UntilPrintedAsync(id, "up")));

        await host.KillAsync();

        // Each child finds its own descendants, one of which forks without end: on a busy machine that takes its time
        await Eventually.EmptyAsync(() => host.Descendants, TimeSpan.FromSeconds(20));
    }
}
