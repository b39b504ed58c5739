using System.Text.Json;

namespace Tinpot.Faults.Tests;

/// <summary>kill -9 of the processes that run actions. The ledger, a file outside the store, is the truth.</summary>
public sealed class ChildKillTests
{
    private const int Slots = 4;
    private const int EarlyKills = 20;

    /// <summary>200 with <c>TESTS_SCALE</c> 4.</summary>
    private static readonly int Kills = Math.Max(2 * EarlyKills, Scale.Times(50));

    // Bytes in the ledger, from about a thousand executions: before, the runtime still compiles, and its heap still grows
    private const int WarmUp = 40_000;

    [Fact]
    public async Task Every_execution_ends_none_runs_twice_and_the_host_does_not_grow()
    {
        using var folder = new TestFolder();
        string ledger = folder.File("ledger");
        await using HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Assembly, folder.Path, Slots);
        using var over = new CancellationTokenSource();
        Task<List<(string Id, string Text)>>[] load = [.. Enumerable.Range(0, 2 * Slots).Select(one => LoadAsync(host.Client, ledger, one, over.Token))];

        await Eventually.TrueAsync(() => new FileInfo(ledger) is { Exists: true, Length: > WarmUp }, "the host is warm");
        long early = 0;
        var random = new Random(20261124);
        for (int kill = 1; kill <= Kills; kill++)
        {
            Assert.False(load.Any(one => one.IsCompleted), $"The load ended: {host.Output}");
            await Eventually.TrueAsync(() => host.Children.Count > 1, $"two children after {kill} kills");
            // Some are hit while they start, but not all
            await Task.Delay(random.Next(0, 300));
            if (host.Children is { Count: > 0 } children)
                children[random.Next(children.Count)].Kill();
            if (kill == EarlyKills)
                early = LinuxProcess.Resident(host.Id);
        }

        long late = LinuxProcess.Resident(host.Id);
        await over.CancelAsync();
        List<(string Id, string Text)> all = [.. (await Task.WhenAll(load)).SelectMany(one => one)];

        Dictionary<string, int> written = folder.Lines("ledger").CountBy(line => line).ToDictionary();
        Assert.All(written.Values, times => Assert.Equal(1, times));
        int crashed = 0;
        foreach ((string id, string text) in all)
        {
            JsonElement status = await host.Client.StatusAsync(id);
            if (status.State() == "SUCCESS")
            {
                Assert.Contains($"start {text}", written.Keys);
                Assert.Contains($"end {text}", written.Keys);
                continue;
            }

            crashed++;
            Assert.Equal("FAILURE", status.State());
            Assert.Equal("crash", status.GetProperty("error").GetProperty("reason").GetString());
        }

        Assert.InRange(crashed, 1, Kills);
        Assert.True(late <= early * 1.1, $"The host took {early / 1024} KiB after {EarlyKills} kills, {late / 1024} KiB after {Kills}.");
        await Eventually.EmptyAsync(() => host.Strays, TimeSpan.FromSeconds(2));
    }

    /// <summary>Runs one execution after another; returns those that were accepted, each at its end.</summary>
    private static async Task<List<(string Id, string Text)>> LoadAsync(HttpClient client, string ledger, int load, CancellationToken over)
    {
        List<(string, string)> accepted = [];
        var random = new Random(load);
        for (int number = 0; !over.IsCancellationRequested; number++)
        {
            string text = $"{load}, number {number}";
            string id = await client.ExecuteAsync("work_with_ledger", new { ledger, text, milliseconds = random.Next(0, 30) });
            accepted.Add((id, text));
            await client.EndAsync(id);
        }

        return accepted;
    }
}
