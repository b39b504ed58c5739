using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tinpot.Faults.Tests.Outages;

/// <summary>A store that is away while an orchestrator probes the host: nothing is restarted, all goes on, and the log stays short.</summary>
public sealed class ProbedOutageTests
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(Scale.Times(10));

    [Fact]
    public async Task Full_disk_makes_the_host_not_ready_and_nothing_is_lost()
    {
        using var disk = new SmallDisk(mebibytes: 64);
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(
            TestActionsProgram.Assembly, folder.Path, slots: 4, ("TINPOT_DATA", Path.Combine(disk.Path, "data")));

        await using (var probes = new Probes(host))
        {
            List<string> accepted = [];
            await Eventually.TrueAsync(() => probes.Ready, "the host is ready");
            await SubmitAsync(host, accepted, TimeSpan.FromSeconds(1));

            disk.Fill();
            await SubmitAsync(host, accepted, Outage);
            await Eventually.TrueAsync(() => !probes.Ready, "the host is not ready while its disk is full");

            disk.Free();
            await Eventually.TrueAsync(() => probes.Ready, "the host is ready again");
            await SubmitAsync(host, accepted, TimeSpan.FromSeconds(1));
            Assert.Equal(0, probes.Restarts);
            foreach (string id in accepted)
                Assert.Equal("SUCCESS", (await host.Client.EndAsync(id)).State());
        }

        AssertTwoLines(host);
    }

    [Fact]
    public async Task Frozen_Redis_makes_hosts_not_ready_and_nothing_is_lost()
    {
        await using Redis.Fleet fleet = await Redis.Fleet.StartAsync();
        // A lease longer than the outage, as an operator who expects such outages sets it
        string lease = $"00:{(int)Outage.TotalMinutes + 2:00}:00";
        HostProcess worker = await fleet.StartAsync(["worker", "--concurrency", "4", "--urls", "http://127.0.0.1:0"], ("TINPOT_LEASE", lease));
        HostProcess api = await fleet.ApiAsync();

        await using (var apiProbes = new Probes(api))
        await using (var workerProbes = new Probes(worker))
        {
            List<string> accepted = [];
            await Eventually.TrueAsync(() => apiProbes.Ready && workerProbes.Ready, "both hosts are ready");
            await SubmitAsync(api, accepted, TimeSpan.FromSeconds(1));

            Signals.Send(fleet.Redis.ProcessId, Signals.Stop);
            await SubmitAsync(api, accepted, Outage);
            await Eventually.TrueAsync(() => !apiProbes.Ready && !workerProbes.Ready, "both hosts are not ready");

            Signals.Send(fleet.Redis.ProcessId, Signals.Continue);
            await Eventually.TrueAsync(() => apiProbes.Ready && workerProbes.Ready, "both hosts are ready again");
            await SubmitAsync(api, accepted, TimeSpan.FromSeconds(1));
            Assert.Equal((0, 0), (apiProbes.Restarts, workerProbes.Restarts));
            foreach (string id in accepted)
                Assert.Equal("SUCCESS", (await api.Client.EndAsync(id)).State());
        }

        AssertTwoLines(api);
        AssertTwoLines(worker);
    }

    /// <summary>Submits one execution after another; keeps the ids of those that were accepted.</summary>
    private static async Task SubmitAsync(HostProcess host, List<string> accepted, TimeSpan time)
    {
        using var over = new CancellationTokenSource(time);
        while (!over.IsCancellationRequested)
        {
            using HttpResponseMessage answer = await host.Client.PostAsJsonAsync(
                "/api/actions/print_lines/execute", new { parameters = new { count = 10, width = 50 } }, TestContext.Current.CancellationToken);
            if (answer.StatusCode == HttpStatusCode.OK)
                accepted.Add((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("execution_id").GetString()!);
            else
                Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            await Task.Delay(50, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One for the beginning of the outage, one for its end, and no stack.</summary>
    private static void AssertTwoLines(HostProcess host)
    {
        string[] lines = host.Output.Split('\n');
        Assert.Single(lines, line => line.Contains("is unavailable.", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains("is available again", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("   at ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("failed", StringComparison.Ordinal));
    }
}
