using System.Runtime.Versioning;

namespace Tinpot.Faults.Tests;

/// <summary>What outlives a child or a host that is killed, and what the next start of the host finds of it.</summary>
[SupportedOSPlatform("linux")]
public sealed class AbandonedTests
{
    /// <summary>Kills of hosts, children and daemons; all of them with <c>TESTS_SCALE</c> 20.</summary>
    private const int Kills = 10;

    [Fact]
    public async Task A_child_that_is_stopped_outlives_its_host_until_the_next_start()
    {
        using TestFolder folder = TestFolder.ForEveryone(), elsewhere = TestFolder.ForEveryone();
        HostProgram program = TestActionsProgram.Unprivileged();
        await using HostProcess other = await HostProcess.StartAsync(program, elsewhere.Path, slots: 1);
        int alive = (await other.Client.RunAsync("tell_process", new { })).GetProperty("result").GetInt32();
        await using HostProcess host = await HostProcess.StartAsync(program, folder.Path, slots: 1);
        string id = await host.Client.ExecuteAsync("sleep_for_ever", new { });
        await host.Client.UntilPrintedAsync(id, "up");
        LinuxProcess child = Assert.Single(host.Children);
        Signals.Send(child.Id, Signals.Stop);
        await host.KillAsync();
        Assert.True(Directory.Exists($"/proc/{child.Id}"));

        await using HostProcess next = await HostProcess.StartAsync(program, folder.Path, slots: 1);

        await Eventually.TrueAsync(() => !Directory.Exists($"/proc/{child.Id}"), "the stopped child is gone");
        Assert.Contains("Orphaned processes of a former host were still running and are killed (1)", next.Output, StringComparison.Ordinal);
        Assert.Equal(alive, (await other.Client.RunAsync("tell_process", new { })).GetProperty("result").GetInt32());
    }

    [Fact]
    public async Task Nothing_of_a_host_that_lives_is_killed_by_another()
    {
        using TestFolder folder = TestFolder.ForEveryone(), elsewhere = TestFolder.ForEveryone();
        HostProgram program = TestActionsProgram.Unprivileged();
        using var kin = new Kin();
        string name = kin.Name;
        await using HostProcess host = await HostProcess.StartAsync(program, folder.Path, slots: 1);
        await host.Client.UntilPrintedAsync(await host.Client.ExecuteAsync("keep_family", new { name }), "family");
        int family = Family(name).Count;

        await using HostProcess other = await HostProcess.StartAsync(program, elsewhere.Path, slots: 1);
        // Stopped, it holds its folder and lives
        Signals.Send(host.Id, Signals.Stop);
        HostProcess refused = HostProcess.Launch(program, folder.Path, slots: 1);
        await refused.ExitAsync();
        Signals.Send(host.Id, Signals.Continue);

        Assert.Equal(family, Family(name).Count);
        await refused.DisposeAsync();
    }

    [Fact]
    public async Task A_daemon_that_cleared_its_environment_goes_with_its_child()
    {
        using TestFolder folder = TestFolder.ForEveryone();
        using var kin = new Kin();
        string name = kin.Name;
        await using HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Unprivileged(), folder.Path, slots: 1);
        string id = await host.Client.ExecuteAsync("keep_family", new { name });
        await host.Client.UntilPrintedAsync(id, "family");
        await Eventually.TrueAsync(() => Family(name).Count == 2, "both daemons run");

        Assert.Single(host.Children).Kill();

        Assert.Equal("crash", (await host.Client.EndAsync(id)).GetProperty("error").GetProperty("reason").GetString());
        await Eventually.EmptyAsync(() => Family(name), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task An_orphan_that_nothing_marks_falls_to_the_host_which_removes_it_when_it_has_ended()
    {
        using TestFolder folder = TestFolder.ForEveryone();
        HostProgram program = TestActionsProgram.Unprivileged();
        // A limit that is too low already for a tag
        program = program with { Prefix = ["prlimit", "--locks=5:5", .. program.Prefix] };
        using var kin = new Kin();
        string name = kin.Name;
        await using HostProcess host = await HostProcess.StartAsync(program, folder.Path, slots: 1);
        string id = await host.Client.ExecuteAsync(
            "run_script",
            new { script = $"env -i setsid sh -c 'while :; do /bin/sleep 1; done' '{name}' </dev/null >/dev/null 2>&1 & sleep 1000" });
        await Eventually.TrueAsync(() => Family(name).Count == 1, "the daemon runs");
        int daemon = Family(name)[0].Id;
        try
        {
            Assert.Single(host.Children).Kill();
            await host.Client.EndAsync(id);

            await Eventually.TrueAsync(() => LinuxProcess.ParentOf(daemon) == host.Id, "the daemon has fallen to the host");
        }
        finally
        {
            Signals.Send(daemon, Signals.Kill);
        }

        await Eventually.TrueAsync(() => !Directory.Exists($"/proc/{daemon}"), "it is removed");
        Assert.Equal("SUCCESS", (await host.Client.RunAsync("tell_process", new { })).State());
    }

    [Fact]
    public Task After_random_kills_the_next_start_leaves_nothing() => KillAtRandomAsync([]);

    [Fact]
    public Task After_random_kills_nothing_is_left_in_a_sandbox() => KillAtRandomAsync([("TINPOT_CHILD_WRAPPER", WrapperTests.Sandbox)]);

    private static async Task KillAtRandomAsync((string Name, string Value)[] environment)
    {
        using TestFolder folder = TestFolder.ForEveryone();
        HostProgram program = TestActionsProgram.Unprivileged();
        var random = new Random(20261129);
        using var kin = new Kin();
        string name = kin.Name;
        int beforeStart = 0;
        int kills = Scale.Times(Kills);
        for (int kill = 0; kill < kills; kill++)
        {
            await using HostProcess host = await HostProcess.StartAsync(program, folder.Path, slots: 2, environment);
            Assert.Empty(Family(name));
            string[] ids = [await host.Client.ExecuteAsync("keep_family", new { name }), await host.Client.ExecuteAsync("keep_family", new { name })];
            await Task.WhenAll(ids.Select(id => host.Client.UntilPrintedAsync(id, "family")));
            // Which of them dies first, and how many do together, is left to chance
            List<Func<Task>> targets =
            [
                .. host.Children.Select(child => (Func<Task>)(() => Killed(child))),
                .. Family(name).Select(daemon => (Func<Task>)(() => Killed(daemon))),
            ];
            if (random.Next(2) == 0 && host.Children is { Count: > 0 } children)
                Signals.Send(children[random.Next(children.Count)].Id, Signals.Stop);
            foreach (Func<Task> target in targets.Where(_ => random.Next(3) == 0).OrderBy(_ => random.Next()).ToList())
                await target();
            await host.KillAsync();
            beforeStart += Family(name).Count;
        }

        await using HostProcess last = await HostProcess.StartAsync(program, folder.Path, slots: 2, environment);
        IReadOnlyList<LinuxProcess> left = Family(name);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kills} kills: {beforeStart} daemons had outlived their host when it was dead, {left.Count} after the last start.");
        Assert.Empty(left);

        static Task Killed(LinuxProcess process)
        {
            process.Kill();
            return Task.CompletedTask;
        }
    }

    /// <summary>The daemons themselves; programs that only start them have the name last but one.</summary>
    private static IReadOnlyList<LinuxProcess> Family(string name) =>
        [.. LinuxProcess.Named(name).Where(one => one.Command.StartsWith("sh -c while", StringComparison.Ordinal))];

    /// <summary>A name for a family of daemons, which goes with it, also when a test fails.</summary>
    private sealed class Kin : IDisposable
    {
        public string Name { get; } = $"family-{Guid.NewGuid():n}";

        public void Dispose()
        {
            foreach (LinuxProcess daemon in Family(Name))
                daemon.Kill();
        }
    }
}
