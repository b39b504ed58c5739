using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Host.Tests.Api.Support;
using Tinpot.Http.Limits;

namespace Tinpot.Host.Tests.Http;

/// <summary>Answers that hold a connection for long share one limit.</summary>
public class LongAnswerTests
{
    [Fact]
    public async Task Streams_logs_and_waits_share_one_limit()
    {
        await using ApiHost host = await ApiHost.StartAsync(_ => { }, services =>
        {
            WatchedReads.Add(services);
            services.AddSingleton(new LongResponses(3));
        });
        WatchedReads reads = WatchedReads.Of(host);
        string gate = Gates.New(), id = await host.Client.ExecuteAsync("api_gate", $$"""{"gate": "{{gate}}"}""");
        using SseStream stream = await host.Client.StreamAsync(id);
        await stream.UntilAsync("log");
        var log = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        (reads.Gate, reads.Holds) = (log.Task, range => range.FromLine is not null);
        Task<HttpResponseMessage> download = host.Client.GetAsync($"/api/executions/{id}/logs?from_line=1");
        await Eventually.TrueAsync(() => Task.FromResult(reads.Held == 1));
        Task<HttpResponseMessage> wait = host.Client.SendAsync(ApiClient.Post("/api/actions/api_gate/sync_execute", $$$"""{"parameters": {"gate": "{{{gate}}}"}}"""));
        await Eventually.TrueAsync(async () => (await host.Client.GetJsonAsync("/api/executions")).GetProperty("items").GetArrayLength() == 2);

        await RefusedAsync(host, new HttpRequestMessage(HttpMethod.Get, $"/api/executions/{id}/stream"));
        await RefusedAsync(host, new HttpRequestMessage(HttpMethod.Get, $"/api/executions/{id}/logs?limit=1"));
        await RefusedAsync(host, ApiClient.Post("/api/actions/api_print/sync_execute"));
        // What was refused did not begin
        Assert.Equal(2, (await host.Client.GetJsonAsync("/api/executions")).GetProperty("items").GetArrayLength());

        log.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await download).StatusCode);
        using HttpResponseMessage next = await host.Client.GetAsync($"/api/executions/{id}/logs");
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Gates.Open(gate);
        Assert.Equal(HttpStatusCode.OK, (await wait).StatusCode);
        await stream.ToEndAsync();
        // Each gave its place back
        for (int answer = 0; answer < 10; answer++)
            await host.Client.RunAsync("api_print");
    }

    private static async Task RefusedAsync(ApiHost host, HttpRequestMessage request)
    {
        using HttpResponseMessage answer = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(TimeSpan.FromSeconds(30));
        await answer.ProblemAsync(503, "too-many-streams");
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        request.Dispose();
    }
}
