using System.Text.Json;
using Tinpot.Host.Tests.Api.Support;

namespace Tinpot.Host.Tests.Api;

/// <summary>What the embedded host tells of itself as a fleet of one.</summary>
public class FleetRouteTests
{
    [Fact]
    public async Task The_only_worker_is_this_process()
    {
        await using ApiHost host = await ApiHost.StartAsync(options => (options.WorkerName, options.Concurrency, options.Groups) = ("left", 3, ["General"]));

        DateTime before = DateTime.UtcNow;
        JsonElement worker = Assert.Single((await host.Client.GetJsonAsync("/api/workers")).EnumerateArray());

        Assert.Equal(
            ["name", "host", "pid", "queues", "groups", "slots", "busy", "state", "started_at", "last_seen", "version", "catalogue", "key_fingerprint"],
            worker.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("left", Environment.ProcessId, 3, 0, "running"), (
            worker.GetProperty("name").GetString(), worker.GetProperty("pid").GetInt32(), worker.GetProperty("slots").GetInt32(),
            worker.GetProperty("busy").GetInt32(), worker.GetProperty("state").GetString()));
        Assert.Equal(JsonValueKind.Null, worker.GetProperty("queues").ValueKind);
        // It did not start when it was asked
        Assert.InRange(worker.GetProperty("started_at").GetDateTime(), DateTime.UtcNow.AddDays(-1), before);
        Assert.Equal(["General"], worker.GetProperty("groups").EnumerateArray().Select(group => group.GetString()));
    }

    [Fact]
    public async Task A_queue_tells_what_waits_runs_and_is_served()
    {
        await using ApiHost host = await ApiHost.StartAsync(options => (options.Concurrency, options.Queues) = (1, ["default"]));
        string gate = Gates.New();
        string running = await host.Client.ExecuteAsync("api_gate", $$"""{"gate": "{{gate}}"}""");
        using SseStream stream = await host.Client.StreamAsync(running);
        await stream.UntilAsync("log");
        await host.Client.ExecuteAsync("api_print");

        JsonElement queue = (await host.Client.GetJsonAsync("/api/queues")).EnumerateArray().First(one => one.GetProperty("running").GetInt64() > 0);

        Assert.Equal(
            ["queue", "group", "waiting", "running", "oldest_waiting_seconds", "workers", "unserved"],
            queue.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("default", 1, 1, 1), (
            queue.GetProperty("queue").GetString(), queue.GetProperty("waiting").GetInt64(), queue.GetProperty("running").GetInt64(),
            queue.GetProperty("workers").GetInt32()));
        Assert.InRange(queue.GetProperty("oldest_waiting_seconds").GetDouble(), 0, 60);
        Assert.Empty(queue.GetProperty("unserved").EnumerateArray());
        Gates.Open(gate);
        await stream.UntilAsync("complete");
    }

    [Fact]
    public async Task A_queue_that_nobody_serves_names_the_actions_that_would_wait()
    {
        await using ApiHost host = await ApiHost.StartAsync(options => options.Queues = ["elsewhere"]);

        JsonElement[] queues = [.. (await host.Client.GetJsonAsync("/api/queues")).EnumerateArray()];

        Assert.NotEmpty(queues);
        Assert.All(queues, queue => Assert.Equal(0, queue.GetProperty("workers").GetInt32()));
        Assert.Contains("api_print", queues.SelectMany(queue => queue.GetProperty("unserved").EnumerateArray()).Select(name => name.GetString()));
    }
}
