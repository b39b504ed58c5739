using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>Roles, queues and catalogs, with real processes on a real Redis.</summary>
public sealed class FleetTests
{
    [Fact]
    public async Task Each_action_runs_only_where_it_may()
    {
        await using Fleet fleet = await Fleet.StartAsync();
        HostProcess plain = await fleet.StartAsync(["worker", "--queues", "default", "--name", "plain", "--concurrency", "4"]);
        HostProcess graphics = await fleet.StartAsync(["worker", "--queues", "gpu,default", "--groups", "Graphics", "--name", "graphics"]);
        HostProcess api = await fleet.ApiAsync();
        Assert.Equal(["graphics", "plain"], await Fleet.WorkersAsync(api));

        string render = await api.Client.ExecuteAsync("render", new { });
        string[] drawn = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => api.Client.ExecuteAsync("draw", new { })));
        string[] echoed = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => api.Client.ExecuteAsync("echo", new { text = "hello" })));
        Assert.All(await WhoRanAsync(api, drawn), name => Assert.Equal("graphics", name));
        Assert.All(await WhoRanAsync(api, echoed), name => Assert.Equal("plain", name));

        JsonElement nobody = await Fleet.QueueAsync(api, "gpu", "Video");
        Assert.Equal((1, 0), (nobody.GetProperty("waiting").GetInt32(), nobody.GetProperty("workers").GetInt32()));
        Assert.Equal("render", Assert.Single(nobody.GetProperty("unserved").EnumerateArray()).GetString());
        Assert.Equal("PENDING", (await api.Client.StatusAsync(render)).State());
        Assert.Equal(1, (await Fleet.QueueAsync(api, "gpu", "Graphics")).GetProperty("workers").GetInt32());

        await fleet.StartAsync(["worker"], ("QUEUES", "gpu"), ("ACTION_GROUPS", "Video"), ("WORKER_NAME", "video"), ("WORKER_CONCURRENCY", "1"));
        await SucceedAsync(api, render);
        Assert.Equal(["video"], await WhoRanAsync(api, [render]));
    }

    [Fact]
    public async Task An_api_waits_for_its_first_worker_and_knows_its_actions_at_once()
    {
        await using Fleet fleet = await Fleet.StartAsync();
        HostProcess api = await fleet.ApiAsync();
        using (HttpResponseMessage ready = await api.Client.GetAsync("/ready"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            Assert.Contains("\"catalog\":\"failing\"", await ready.Content.ReadAsStringAsync());
        }

        Assert.Contains("No worker has published its actions yet", await api.Client.GetStringAsync("/api/health"));

        using (HttpResponseMessage health = await api.Client.GetAsync("/health"))
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Empty((await api.Client.GetFromJsonAsync<JsonElement>("/api/actions")).EnumerateObject());
        Assert.Empty(await Fleet.WorkersAsync(api));

        await fleet.StartAsync(["worker"]);
        await UntilAsync(async () => (await api.Client.GetAsync("/api/actions/echo")).IsSuccessStatusCode, "the action is known");
        Assert.Equal("SUCCESS", (await api.Client.RunAsync("echo", new { text = "hello" })).State());
        using HttpResponseMessage wrong = await api.Client.PostAsJsonAsync("/api/actions/echo/execute", new { parameters = new { txet = "hello" } });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("text", await wrong.Content.ReadAsStringAsync());
        await UntilAsync(async () => (await api.Client.GetAsync("/ready")).IsSuccessStatusCode, "the API is ready");
    }

    [Fact]
    public async Task A_killed_worker_is_gone_after_its_lease_and_its_actions_stay()
    {
        await using Fleet fleet = await Fleet.StartAsync();
        HostProcess worker = await fleet.StartAsync(["worker", "--name", "left"]);
        HostProcess api = await fleet.ApiAsync();
        Assert.Equal(["left"], await Fleet.WorkersAsync(api));

        await worker.KillAsync();

        await UntilAsync(async () => (await Fleet.WorkersAsync(api)).Length == 0, "the worker is gone");
        JsonElement queue = await Fleet.QueueAsync(api, "gpu", "Graphics");
        Assert.Equal(0, queue.GetProperty("workers").GetInt32());
        Assert.Equal("draw", Assert.Single(queue.GetProperty("unserved").EnumerateArray()).GetString());
        string waiting = await api.Client.ExecuteAsync("draw", new { });
        await fleet.StartAsync(["worker", "--name", "right"]);
        await SucceedAsync(api, waiting);
    }

    [Fact]
    public async Task A_stopped_worker_leaves_at_once_and_says_before_that_it_drains()
    {
        await using Fleet fleet = await Fleet.StartAsync();
        using var folder = new TestFolder();
        HostProcess worker = await fleet.StartAsync(["worker", "--name", "left"], ("TINPOT_LEASE", "00:10:00"));
        HostProcess api = await fleet.ApiAsync();
        string running = await api.Client.ExecuteAsync("hold_stubbornly", new { path = folder.File("release") });
        await api.Client.UntilPrintedAsync(running, "holding");

        worker.Terminate();
        await UntilAsync(async () => (await api.Client.GetStringAsync("/api/workers")).Contains("\"draining\"", StringComparison.Ordinal), "it drains");
        Assert.Equal(0, (await Fleet.QueueAsync(api, "gpu", "Graphics")).GetProperty("workers").GetInt32());
        await File.WriteAllTextAsync(folder.File("release"), "");

        Assert.Equal(0, await worker.ExitAsync());
        Assert.Empty(await Fleet.WorkersAsync(api));
        Assert.Equal("SUCCESS", (await api.Client.StatusAsync(running)).State());
    }

    [Fact]
    public async Task Of_several_versions_the_one_published_last_is_shown_while_it_lives()
    {
        await using Fleet fleet = await Fleet.StartAsync();
        HostProcess api = await fleet.ApiAsync();
        async Task<double> TimeoutAsync()
        {
            JsonElement action = await api.Client.GetFromJsonAsync<JsonElement>("/api/actions/echo");
            return action.GetProperty("timeout_seconds").GetDouble();
        }

        await fleet.StartAsync(["worker", "--name", "old"], ("TINPOT_TIMEOUT", "00:10:00"));
        await UntilAsync(async () => (await api.Client.GetAsync("/api/actions/echo")).IsSuccessStatusCode && await TimeoutAsync() == 600, "the old is shown");
        HostProcess next = await fleet.StartAsync(["worker", "--name", "new"], ("TINPOT_TIMEOUT", "00:20:00"));
        await UntilAsync(async () => await TimeoutAsync() == 1200, "the new is shown");
        Assert.Equal(2, (await Fleet.QueueAsync(api, "gpu", "Graphics")).GetProperty("workers").GetInt32());

        await next.KillAsync();
        await UntilAsync(async () => await TimeoutAsync() == 600, "the old is shown again");
    }

    [Fact]
    public async Task A_worker_answers_probes_where_it_is_told_to_and_nothing_else()
    {
        await using Fleet fleet = await Fleet.StartAsync();
        HostProcess worker = await fleet.StartAsync(["worker", "--urls", "http://127.0.0.1:0"]);

        Assert.Contains("claims", await worker.Client.GetStringAsync("/ready"));
        Assert.Contains("loops", await worker.Client.GetStringAsync("/health"));
        foreach (string path in (string[])["/", "/api/actions", "/api/workers"])
        {
            using HttpResponseMessage answer = await worker.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Secrets_need_one_key_for_all()
    {
        await using Fleet fleet = await Fleet.StartAsync();
        HostProcess keyless = fleet.Launch(["worker"], ("TINPOT_KEY", ""));
        Assert.Equal(3, await keyless.ExitAsync());
        Assert.Contains("has a secret parameter", keyless.Output);

        await fleet.StartAsync(["worker", "--name", "left"]);
        HostProcess api = await fleet.ApiAsync(("TINPOT_KEY", Fleet.Key.Replace("00", "ff", StringComparison.Ordinal)));
        await Eventually.TrueAsync(() => api.Output.Contains("Worker left has another key", StringComparison.Ordinal), "the API says that the keys differ");
    }

    [Fact]
    public async Task Serve_shows_the_actions_of_all_and_runs_its_own()
    {
        await using Fleet fleet = await Fleet.StartAsync();
        HostProcess serve = await fleet.StartAsync(["serve", "--urls", "http://127.0.0.1:0", "--name", "both", "--queues", "default"]);
        string id = await serve.Client.ExecuteAsync("echo", new { text = "hello" });

        Assert.Equal(["both"], await WhoRanAsync(serve, [id]));
        Assert.Equal(0, (await Fleet.QueueAsync(serve, "gpu", "Graphics")).GetProperty("workers").GetInt32());
    }

    private static async Task SucceedAsync(HostProcess api, string id)
    {
        JsonElement status = await api.Client.EndAsync(id);
        Assert.True(status.State() == "SUCCESS", $"{status}");
    }

    private static async Task<string[]> WhoRanAsync(HostProcess api, string[] ids)
    {
        var names = new List<string>();
        foreach (string id in ids)
        {
            await SucceedAsync(api, id);
            names.Add((await api.Client.GetFromJsonAsync<JsonElement>($"/api/executions/{id}")).GetProperty("worker").GetString()!);
        }

        return [.. names];
    }

    private static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await condition())
        {
            Assert.False(deadline.IsCancellationRequested, $"Never came true: {what}");
            await Task.Delay(20);
        }
    }
}
