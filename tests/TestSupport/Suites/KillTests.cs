using System.Text.Json;
using Tinpot.Tests.Http;
using Tinpot.Tests.Processes;

namespace Tinpot.Tests.Suites;

/// <summary>kill -9 of a host on the embedded store. The ledger, a file outside the store, is the truth.</summary>
public abstract class KillTests
{
    private const int Running = 5;
    private const int Queued = 20;

    /// <summary>The actions of the tests, built one way or another.</summary>
    protected abstract Task<HostProgram> ProgramAsync();

    [Fact]
    public async Task Running_work_is_lost_and_says_so_queued_work_runs_and_nothing_seen_is_gone()
    {
        using var folder = new TestFolder();
        string ledger = folder.File("ledger");
        List<string> running = [], queued = [];
        IReadOnlyList<SseEvent>[] seen;
        await using (HostProcess host = await HostProcess.StartAsync(await ProgramAsync(), folder.Path, Running))
        {
            for (int i = 0; i < Running; i++)
            {
                running.Add(i < 3
                    ? await host.Client.ExecuteAsync("tick", new { count = 1_000_000, pause_milliseconds = 2 })
                    : await host.Client.ExecuteAsync("hold_with_ledger", new { ledger, release = folder.File("never"), text = $"held {i}" }));
            }

            Viewer[] viewers = [.. running.Select((id, i) => new Viewer(host.Client, id, enough: i < 3 ? 200 : 5))];
            await Task.WhenAll(viewers.Select(viewer => viewer.HasSeenEnough));
            for (int i = 0; i < Queued; i++)
                queued.Add(await host.Client.ExecuteAsync("append_ledger", new { path = ledger, text = $"queued {i}" }));

            await host.KillAsync();
            seen = await Task.WhenAll(viewers.Select(viewer => viewer.SeenAsync()));
        }

        await using HostProcess again = await HostProcess.StartAsync(await ProgramAsync(), folder.Path, Running);
        foreach ((string id, IReadOnlyList<SseEvent> before) in running.Zip(seen))
        {
            JsonElement status = await again.Client.EndAsync(id);
            Assert.Equal("FAILURE", status.GetProperty("state").GetString());
            Assert.Equal("lost", status.GetProperty("error").GetProperty("reason").GetString());
            List<SseEvent> stored = [];
            await foreach (SseEvent one in again.Client.StreamAsync(id))
                stored.Add(one);
            Assert.Equal(before, stored.Take(before.Count));
            Assert.Equal("complete", stored[^1].Type);
            Assert.Single(stored, one => one.Type == "complete");
            await AssertLogHoldsAsync(again.Client, id, before);
        }

        foreach (string id in queued)
            Assert.Equal("SUCCESS", (await again.Client.EndAsync(id)).GetProperty("state").GetString());
        string[] lines = folder.Lines("ledger");
        Assert.Equal(
            [.. Enumerable.Range(0, Queued).Select(i => $"queued {i}").Order(), "start held 3", "start held 4"],
            lines.Where(line => line.StartsWith("queued", StringComparison.Ordinal)).Order()
                .Concat(lines.Where(line => !line.StartsWith("queued", StringComparison.Ordinal)).Order()));
        JsonElement history = JsonElement.Parse(await again.Client.GetStringAsync("/api/executions?limit=200"));
        Assert.Equal(
            running.Concat(queued).Order(),
            history.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("execution_id").GetString()!).Order());
    }

    [Fact]
    public async Task Whatever_was_accepted_ends_and_nothing_runs_twice()
    {
        using var folder = new TestFolder();
        string ledger = folder.File("ledger");
        var random = new Random(20261123);
        List<(string Id, string Text)> accepted = [];
        for (int kill = 0; kill < 3; kill++)
        {
            await using HostProcess host = await HostProcess.StartAsync(await ProgramAsync(), folder.Path, slots: 4);
            var submitter = new Submitter(host.Client, ledger, $"round {kill}", enough: random.Next(50, 200));
            await submitter.HasEnough;
            await host.KillAsync();
            accepted.AddRange(await submitter.AcceptedAsync());
        }

        await using HostProcess last = await HostProcess.StartAsync(await ProgramAsync(), folder.Path, slots: 4);
        Dictionary<string, bool> succeeded = [];
        foreach ((string id, string text) in accepted)
        {
            JsonElement status = await last.Client.EndAsync(id);
            succeeded[text] = status.GetProperty("state").GetString() == "SUCCESS";
            if (!succeeded[text])
                Assert.Equal("lost", status.GetProperty("error").GetProperty("reason").GetString());
        }

        Dictionary<string, int> written = folder.Lines("ledger").CountBy(line => line).ToDictionary();
        Assert.All(accepted, one => Assert.InRange(written.GetValueOrDefault(one.Text), succeeded[one.Text] ? 1 : 0, 1));
        Assert.All(written.Values, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task Second_host_on_the_folder_exits_3_and_names_the_first()
    {
        using var folder = new TestFolder();
        await using HostProcess first = await HostProcess.StartAsync(await ProgramAsync(), folder.Path, slots: 1);
        await using HostProcess second = HostProcess.Launch(await ProgramAsync(), folder.Path, slots: 1);

        Assert.Equal(3, await second.ExitAsync());
        Assert.Contains($"process {first.Id}", second.Output);
        Assert.Contains(folder.File("data"), second.Output);

        // The first goes on, and what it leaves when killed holds nobody up.
        string id = await first.Client.ExecuteAsync("echo", new { text = "still here" });
        Assert.Equal("SUCCESS", (await first.Client.EndAsync(id)).GetProperty("state").GetString());
        await first.KillAsync();
        await using HostProcess third = await HostProcess.StartAsync(await ProgramAsync(), folder.Path, slots: 1);
        Assert.Equal("SUCCESS", (await third.Client.StatusAsync(id)).GetProperty("state").GetString());
    }

    private static async Task AssertLogHoldsAsync(HttpClient client, string id, IReadOnlyList<SseEvent> seen)
    {
        string log = await client.GetStringAsync($"/api/executions/{id}/logs?format=text");
        string[] lines = log.Split('\n');
        string[] messages = [.. seen.Where(one => one.Type == "log")
            .Select(one => one.Json.GetProperty("data").GetProperty("message").GetString()!)];
        Assert.NotEmpty(messages);
        foreach ((string line, string message) in lines.Zip(messages))
            Assert.EndsWith(message, line);
        Assert.True(lines.Length > messages.Length);
        Assert.Contains("ERROR", log);
    }
}
