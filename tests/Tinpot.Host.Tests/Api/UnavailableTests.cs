using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Host.Tests.Api.Support;
using Tinpot.Security;
using Tinpot.Telemetry;

namespace Tinpot.Host.Tests.Api;

/// <summary>What is answered when there is no room, or no store.</summary>
public class UnavailableTests
{
    [Fact]
    public async Task A_full_queue_is_429_and_says_when_to_come_again()
    {
        await using ApiHost host = await ApiHost.StartAsync(options => (options.Concurrency, options.QueueLimit) = (1, 1));
        string gate = Gates.New();
        string running = await host.Client.ExecuteAsync("api_gate", $$"""{"gate": "{{gate}}"}""");
        using SseStream stream = await host.Client.StreamAsync(running);
        await stream.UntilAsync("log");
        await host.Client.ExecuteAsync("api_print");
        foreach (string verb in (string[])["execute", "sync_execute"])
        {
            using HttpResponseMessage response = await host.Client.SendAsync(ApiClient.Post($"/api/actions/api_print/{verb}"));
            Assert.Contains("default", (await response.ProblemAsync(429, "queue-full")).GetProperty("detail").GetString());
            Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        }

        Gates.Open(gate);
        await stream.UntilAsync("complete");
    }

    [Theory]
    [InlineData("POST", "/api/actions/api_print/execute")]
    [InlineData("POST", "/api/actions/api_print/sync_execute")]
    [InlineData("POST", "/api/executions/{id}/cancel")]
    [InlineData("POST", "/api/executions/{id}/rerun")]
    [InlineData("GET", "/api/executions")]
    [InlineData("GET", "/api/executions/{id}")]
    [InlineData("GET", "/api/executions/{id}/status")]
    [InlineData("GET", "/api/executions/{id}/stream")]
    [InlineData("GET", "/api/executions/{id}/logs")]
    [InlineData("GET", "/api/queues")]
    public async Task Without_a_store_the_answer_is_503(string method, string path)
    {
        await using ApiHost host = await ApiHost.StartAsync(_ => { }, services => services.AddSingleton<IExecutionClient, AbsentStore>());
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{id}", Guid.NewGuid().ToString()));
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        JsonElement problem = await response.ProblemAsync(503, "store-unavailable");
        // The reason may name paths and addresses; the log has it
        Assert.DoesNotContain("gone fishing", problem.GetRawText());
        Assert.Contains("log of the host", problem.GetProperty("detail").GetString());
        Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
    }

    [Fact]
    public async Task Health_and_ready_say_what_is_well()
    {
        await using ApiHost host = await ApiHost.StartAsync(_ => { });
        JsonElement health = await host.Client.GetJsonAsync("/health");
        Assert.Equal("""{"status":"ok","checks":{"process":"ok","loops":"ok"}}""", health.GetRawText());
        JsonElement ready = await host.Client.GetJsonAsync("/ready");
        Assert.Equal("ok", ready.GetProperty("status").GetString());
        Assert.Equal(["loops", "store", "disk", "catalog", "claims"], ready.GetProperty("checks").EnumerateObject().Select(check => check.Name));
        using HttpResponseMessage head = await host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/health"));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }

    [Fact]
    public async Task Store_that_is_away_makes_the_host_not_ready_and_leaves_it_healthy()
    {
        await using ApiHost host = await ApiHost.StartAsync(_ => { }, services => services.AddSingleton<IExecutionClient>(
            provider => new ObservedExecutionClient(new AbsentStore(), provider.GetRequiredService<ExecutionMetrics>(), provider.GetRequiredService<StoreHealth>())));
        // No request is needed: the probe of the store finds it
        await Eventually.TrueAsync(async () => (await host.Client.GetAsync("/ready")).StatusCode == HttpStatusCode.ServiceUnavailable);

        using HttpResponseMessage ready = await host.Client.GetAsync("/ready");
        Assert.Equal("""{"status":"unavailable","checks":{"loops":"ok","store":"failing","disk":"ok","catalog":"ok","claims":"ok"}}""", await ready.Content.ReadAsStringAsync());
        using HttpResponseMessage health = await host.Client.GetAsync("/health");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        JsonElement details = await host.Client.GetJsonAsync("/api/health");
        Assert.Contains("gone fishing", details.GetProperty("ready").GetProperty("checks").GetProperty("store").GetProperty("detail").GetString());
        Assert.Contains(
            details.GetProperty("loops").EnumerateArray(),
            loop => loop.GetProperty("name").ValueEquals("store probe") && loop.GetProperty("status").ValueEquals("failing"));
    }

    /// <summary>A store that cannot be reached; a disk that is full at the right moment cannot be had in a test.</summary>
    private sealed class AbsentStore : IExecutionClient
    {
        private static StoreUnavailableException Gone => new("The store has gone fishing.");

        public Task<IReadOnlyList<SubmitOutcome>> SubmitAsync(IReadOnlyList<ExecutionSubmission> submissions, CancellationToken cancellation) => Task.FromException<IReadOnlyList<SubmitOutcome>>(Gone);

        public Task<CancelOutcome> CancelAsync(Guid id, Principal by, CancellationToken cancellation) => Task.FromException<CancelOutcome>(Gone);

        public Task<ExecutionRecord?> FindAsync(Guid id, CancellationToken cancellation) => Task.FromException<ExecutionRecord?>(Gone);

        public Task<ExecutionRecord?> WaitForEndAsync(Guid id, CancellationToken cancellation) => Task.FromException<ExecutionRecord?>(Gone);

        public Task<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellation) => Task.FromException<ExecutionPage>(Gone);

        public Task<IReadOnlyList<LaneLoad>> LanesAsync(CancellationToken cancellation) => Task.FromException<IReadOnlyList<LaneLoad>>(Gone);

        public Task<IReadOnlyList<EventBatch>> ReadEventsAsync(Guid id, EventRange range, CancellationToken cancellation) => Task.FromException<IReadOnlyList<EventBatch>>(Gone);

        public Task<long> CountLinesAsync(Guid id, CancellationToken cancellation) => Task.FromException<long>(Gone);

        public Task WaitForEventsAsync(Guid id, EventId after, CancellationToken cancellation) => Task.FromException(Gone);
    }
}
