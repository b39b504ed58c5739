using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Actions;
using Tinpot.Host.Tests.Api.Support;

namespace Tinpot.Host.Tests.Api;

/// <summary>Limits from the attribute to the answer.</summary>
public class ConcurrencyTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task What_is_not_to_wait_is_429_and_says_why()
    {
        string gate = Gates.New();
        await host.Client.ExecuteAsync("api_reserve", $$"""{"room": "blue", "gate": "{{gate}}"}""");
        foreach (string verb in (string[])["execute", "sync_execute"])
        {
            using HttpResponseMessage response = await host.Client.SendAsync(
                ApiClient.Post($"/api/actions/api_reserve/{verb}", $$$"""{"parameters": {"room": "blue", "gate": "{{{gate}}}"}}"""));
            string? detail = (await response.ProblemAsync(429, "limit-reached")).GetProperty("detail").GetString();
            Assert.Equal(
                "Action 'api_reserve' runs at most once at a time for each value of 'room', and this limit is reached by executions that run or wait. Try again when one has ended.",
                detail);
            Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        }

        var client = host.Services.GetRequiredService<IActionClient>();
        ActionRejectedException rejected = await Assert.ThrowsAsync<ActionRejectedException>(
            () => client.SubmitAsync("api_reserve", new() { ["room"] = "blue", ["gate"] = gate }));
        Assert.Contains("'room'", rejected.Message);
        Assert.Empty(rejected.Errors);

        Gates.Open($"{gate}red");
        await host.Client.RunAsync("api_reserve", $$"""{"room": "red", "gate": "{{gate}}"}""");
        Gates.Open($"{gate}blue");
    }

    [Fact]
    public async Task What_may_call_an_action_waits_for_its_place_and_nobody_else_does()
    {
        string gate = Gates.New();
        string running = await host.Client.ExecuteAsync("api_maybe_alone", $$"""{"gate": "{{gate}}"}""");
        using SseStream stream = await host.Client.StreamAsync(running);
        await stream.UntilAsync("log");
        string waiting = await host.Client.ExecuteAsync("api_alone", $$"""{"gate": "{{gate}}"}""");
        await host.Client.RunAsync("api_add", """{"left": 1}""");

        Assert.Equal("PENDING", (await host.Client.GetJsonAsync($"/api/executions/{waiting}")).GetProperty("state").GetString());
        Gates.Open(gate);
        using SseStream next = await host.Client.StreamAsync(waiting);
        await next.UntilAsync("complete");
        Assert.Equal("SUCCESS", (await host.Client.GetJsonAsync($"/api/executions/{waiting}")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task An_action_says_what_limits_it()
    {
        JsonElement actions = await host.Client.GetJsonAsync("/api/actions");

        Assert.Equal("""{"limit":1,"key":"room","when_full":"reject"}""", actions.GetProperty("api_reserve").GetProperty("max_concurrent").GetRawText());
        Assert.Equal("""{"limit":1,"key":null,"when_full":"queue"}""", actions.GetProperty("api_alone").GetProperty("max_concurrent").GetRawText());
        Assert.Equal(JsonValueKind.Null, actions.GetProperty("api_maybe_alone").GetProperty("max_concurrent").ValueKind);
    }
}
