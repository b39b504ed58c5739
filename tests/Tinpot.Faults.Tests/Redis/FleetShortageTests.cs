using System.Net;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>Hosts of a fleet whose processes may have few descriptors, processes and threads.</summary>
public sealed class FleetShortageTests
{
    private const int Connections = 2_000;
    private const int Submissions = 200;

    [Theory]
    [SoakData(248)]
    [InlineData(256)]
    [SoakData(512)]
    [InlineData(1024)]
    public async Task Connections_neither_end_a_host_nor_fail_its_work(int files)
    {
        await using Fleet fleet = await Fleet.StartAsync();
        var limits = new SystemLimits { Files = files };
        HostProcess worker = await fleet.StartAsync(limits, ["worker", "--concurrency", "8", "--urls", "http://127.0.0.1:0"]);
        HostProcess api = await fleet.StartAsync(limits, ["api", "--urls", "http://127.0.0.1:0"]);
        await Fleet.UntilServedAsync(api, "echo");

        List<string> ids = [];
        using (await Crowd.ComeAsync(worker.Client.BaseAddress!, Connections))
        using (await Crowd.ComeAsync(api.Client.BaseAddress!, Connections, "GET /api/executions HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
        {
            for (int number = 0; number < Submissions; number++)
                ids.Add(await api.Client.ExecuteAsync("echo", new { text = $"{number}" }));
        }

        await AssertDoneAsync(api, ids);
        AssertQuiet(api);
        AssertQuiet(worker);
    }

    [Theory]
    [InlineData(64)]
    [SoakData(120)]
    [InlineData(239)]
    public async Task Too_few_descriptors_are_a_sentence(int files)
    {
        await using Fleet fleet = await Fleet.StartAsync();
        foreach (string role in (string[])["api", "worker"])
        {
            HostProcess host = fleet.Launch(new SystemLimits { Files = files }, [role]);

            Assert.Equal(3, await host.ExitAsync());
            await Eventually.TrueAsync(() => host.Output.Contains("LimitNOFILE", StringComparison.Ordinal), "the sentence is read");
            Assert.Contains($"only {files} open files", Assert.Single(host.Output.Split('\n')), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(30, 4_000, "process")]
    [SoakData(40, 4_000, "process")]
    [SoakData(40, 30, "process")]
    [InlineData(40, 40, "inprocess")]
    public async Task What_a_worker_cannot_start_waits_until_it_can(int ofWorker, int ofApi, string isolation)
    {
        await using Fleet fleet = await Fleet.StartAsync();
        var limits = new SystemLimits { Processes = ofWorker };
        HostProcess worker = await fleet.StartAsync(
            limits, ["worker", "--concurrency", "8", "--urls", "http://127.0.0.1:0"], ("TINPOT_ISOLATION", isolation));
        HostProcess api = await fleet.StartAsync(new SystemLimits { Processes = ofApi }, ["api", "--urls", "http://127.0.0.1:0"]);
        await Fleet.UntilServedAsync(api, "echo");

        List<string> ids = [];
        for (int number = 0; number < Submissions; number++)
            ids.Add(await api.Client.ExecuteAsync("echo", new { text = $"{number}" }));
        foreach (string id in ids)
            Assert.Contains((await api.Client.StatusAsync(id)).State(), (string[])["PENDING", "STARTED", "SUCCESS"]);
        if (isolation == "process")
        {
            await Eventually.TrueAsync(() => Says(worker, "cannot start more processes or threads") == 1, "the log says why");
            Assert.Equal(HttpStatusCode.OK, (await worker.Client.GetAsync("/health")).StatusCode);
        }

        await limits.RaiseAsync(worker.Id);
        await AssertDoneAsync(api, ids);
        Assert.InRange(Says(worker, "cannot start more processes or threads"), 0, 1);
        AssertNoException(worker);
        AssertNoException(api);
    }

    [Fact]
    public async Task What_does_not_fit_into_the_control_group_of_a_worker_waits_until_it_does()
    {
        using TaskGroup? group = TaskGroup.TryCreate();
        if (group is null)
            return;
        await using Fleet fleet = await Fleet.StartAsync();
        HostProcess worker = await fleet.StartAsync(new SystemLimits { Group = group }, ["worker", "--concurrency", "8"]);
        HostProcess api = await fleet.ApiAsync();
        await Fleet.UntilServedAsync(api, "echo");
        group.Limit(2);
        await Eventually.TrueAsync(() => Says(worker, "more processes and threads (ulimit -u, TasksMax=, pids.max)") >= 1, "the worker has noticed");

        List<string> ids = [];
        for (int number = 0; number < 30; number++)
            ids.Add(await api.Client.ExecuteAsync("echo", new { text = $"{number}" }));
        await Eventually.TrueAsync(() => Says(worker, "cannot start more processes or threads") == 1, "the log says why");

        group.Limit(null);
        await AssertDoneAsync(api, ids);
        AssertNoException(worker);
    }

    /// <summary>A Redis that comes back finds no thread for the connection.</summary>
    [Theory]
    [SoakData(30)]
    [InlineData(40)]
    public async Task Redis_that_is_started_again_finds_hosts_with_few_threads(int processes)
    {
        await using Fleet fleet = await Fleet.StartAsync(RedisServer.KeptWhenKilled);
        var limits = new SystemLimits { Processes = processes };
        HostProcess worker = await fleet.StartAsync(limits, ["worker", "--concurrency", "2"], ("TINPOT_LEASE", "00:01:00"));
        HostProcess api = await fleet.StartAsync(new SystemLimits { Processes = processes }, ["api", "--urls", "http://127.0.0.1:0"]);
        await Fleet.UntilServedAsync(api, "echo");
        string id = await api.Client.ExecuteAsync("echo", new { text = "waits" });

        await fleet.Redis.KillAsync();
        await Eventually.TrueAsync(() => Says(api, "is unavailable.") == 1 && Says(worker, "is unavailable.") == 1, "both hosts miss Redis");
        await fleet.Redis.RunAsync();
        await Eventually.TrueAsync(() => Says(api, "is available again") == 1 && Says(worker, "is available again") == 1, "both hosts have Redis again");

        await limits.RaiseAsync(worker.Id);
        await AssertDoneAsync(api, [id]);
    }

    private static async Task AssertDoneAsync(HostProcess api, IEnumerable<string> ids)
    {
        foreach (string id in ids)
            Assert.Equal("SUCCESS", (await api.Client.EndAsync(id, TimeSpan.FromMinutes(2))).State());
    }

    private static int Says(HostProcess host, string text) =>
        host.Output.Split('\n').Count(line => line.Contains(text, StringComparison.Ordinal));

    private static void AssertNoException(HostProcess host) => Assert.DoesNotContain("Exception", host.Output, StringComparison.Ordinal);

    private static void AssertQuiet(HostProcess host)
    {
        AssertNoException(host);
        Assert.DoesNotContain("ERROR", host.Output, StringComparison.Ordinal);
    }
}
