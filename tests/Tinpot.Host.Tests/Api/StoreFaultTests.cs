using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Executions;
using Tinpot.Host.Tests.Api.Support;
using Tinpot.Host.Tests.Workers.Injection;
using Tinpot.Platform;

namespace Tinpot.Host.Tests.Api;

/// <summary>Every call of the store that the API makes fails with every kind of exception: that request fails and says so, and nothing else.</summary>
public sealed class StoreFaultTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failing_call_fails_its_request_alone(bool redis)
    {
        await using RedisServer? server = redis ? await RedisServer.StartAsync() : null;
        var store = new FaultyClient();
        await using ApiHost host = await ApiHost.StartAsync(
            options => (options.RedisUrl, options.Key) = (server?.Url, new string('0', 64)),
            services =>
            {
                ServiceDescriptor real = services.Last(service => service.ServiceType == typeof(IExecutionClient));
                services.AddSingleton<IExecutionClient>(provider =>
                {
                    store.Store = (IExecutionClient)real.ImplementationFactory!(provider);
                    return store;
                });
            });
        string ended = await host.Client.ExecuteAsync("api_print", """{"lines": 3}""");
        using (SseStream whole = await host.Client.StreamAsync(ended))
            await whole.UntilAsync("complete");
        foreach (string call in FaultyClient.Calls)
        {
            foreach ((string kind, Func<Exception> make) in FaultKinds.All)
            {
                foreach (bool done in (bool[])[false, true])
                    await TryAsync(host, store, new StoreFault(call, kind, make, done), ended);
            }
        }

        store.Fault = null;
        Assert.Equal(3, (await host.Client.RunAsync("api_add", """{"left": 1}""")).GetProperty("result").GetInt32());
        SupervisedLoops loops = host.Services.GetRequiredService<SupervisedLoops>();
        await Eventually.TrueAsync(() => Task.FromResult(loops.All.All(loop => loop.Failure is null)));
    }

    private static async Task TryAsync(ApiHost host, FaultyClient store, StoreFault fault, string ended)
    {
        string gate = Gates.New();
        string running = await host.Client.ExecuteAsync("api_gate", $$"""{"gate": "{{gate}}"}""");
        using SseStream before = await host.Client.StreamAsync(running);
        SseEvent first = await before.UntilAsync("log");
        store.Fault = fault;
        foreach (HttpRequestMessage request in Requests(running, ended))
        {
            using (request)
                await AskAsync(host, fault, request);
        }

        store.Fault = null;
        Gates.Open(gate);
        // A viewer that was cut off comes again and misses nothing
        string last = first.Id!;
        List<string> seen = [];
        for (int tries = 0; !seen.Contains("complete"); tries++)
        {
            Assert.True(tries < 10, $"{fault}: the stream never ends.");
            using SseStream rest = await host.Client.StreamAsync(running, last);
            try
            {
                while (await rest.NextAsync() is { } next)
                {
                    if (next.Id is null)
                        continue;
                    last = next.Id;
                    seen.Add(next.Type == "log" ? next.Json.GetProperty("data").GetProperty("message").GetString()! : next.Type);
                }
            }
            catch (HttpIOException)
            {
                // Half an answer is broken off
            }
        }

        Assert.Equal(["after", "complete"], seen);
    }

    private static IEnumerable<HttpRequestMessage> Requests(string running, string ended)
    {
        yield return ApiClient.Post("/api/actions/api_add/execute", """{"parameters": {"left": 1}}""");
        yield return ApiClient.Post("/api/actions/api_add/sync_execute", """{"parameters": {"left": 1}}""");
        yield return ApiClient.Post($"/api/executions/{ended}/cancel");
        yield return ApiClient.Post($"/api/executions/{ended}/rerun");
        foreach (string path in (string[])
            ["/api/executions", $"/api/executions/{running}", $"/api/executions/{running}/status", $"/api/executions/{ended}/stream", $"/api/executions/{ended}/logs", $"/api/executions/{ended}/logs?tail=1", "/api/queues"])
        {
            yield return new HttpRequestMessage(HttpMethod.Get, path);
        }
    }

    private static async Task AskAsync(ApiHost host, StoreFault fault, HttpRequestMessage request)
    {
        int thrown = fault.Thrown;
        try
        {
            using HttpResponseMessage response = await host.Client.SendAsync(request);
            string text = await response.Content.ReadAsStringAsync();
            if ((int)response.StatusCode < 500)
                return;
            Assert.True(fault.Thrown > thrown, $"{fault}: {request.RequestUri} {text}");
            JsonElement problem = await response.ProblemAsync(fault.Kind == "unavailable" ? 503 : 500, fault.Kind == "unavailable" ? "store-unavailable" : "unexpected");
            bool submits = request.Method == HttpMethod.Post && !request.RequestUri!.ToString().EndsWith("/cancel", StringComparison.Ordinal);
            if (submits && fault.Call == "Submit")
                Assert.True(problem.TryGetProperty("execution_id", out _), $"{fault}: {text}");
        }
        catch (HttpRequestException)
        {
            // An answer that had begun must not look like a whole one
            Assert.True(fault.Thrown > thrown, $"{fault}: {request.RequestUri}");
        }
    }
}
