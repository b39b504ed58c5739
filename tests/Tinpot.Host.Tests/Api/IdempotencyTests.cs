using System.Net;
using System.Text.Json;
using Tinpot.Host.Tests.Api.Support;

namespace Tinpot.Host.Tests.Api;

public class IdempotencyTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Sixteen_parallel_requests_with_one_key_are_one_execution()
    {
        string key = Guid.NewGuid().ToString(), word = Guid.NewGuid().ToString("N");
        HttpResponseMessage[] responses = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => host.Client.SendAsync(
            ApiClient.Post("/api/actions/api_outer/execute", $$$"""{"parameters": {"name": "{{{word}}}"}}""", ("Idempotency-Key", key)))));
        var ids = new HashSet<string>();
        foreach (HttpResponseMessage response in responses)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            ids.Add((await response.JsonAsync()).GetProperty("execution_id").GetString()!);
        }

        Assert.Single(ids);
        Assert.Equal(15, responses.Count(response => response.Headers.Contains("Idempotency-Replayed")));
        JsonElement list = await host.Client.GetJsonAsync($"/api/executions?search={word}");
        Assert.Single(list.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_default_that_is_said_is_no_difference_and_neither_is_the_order()
    {
        string key = Guid.NewGuid().ToString();
        string first = await IdAsync("api_add", """{"parameters": {"left": 1}}""", key);
        Assert.Equal(first, await IdAsync("api_add", """{"parameters": {"right": 2, "left": 1}}""", key));
    }

    [Theory]
    [InlineData("api_add", """{"parameters": {"left": 2}}""")]
    [InlineData("api_add", """{"parameters": {"left": 1}, "priority": 2}""")]
    [InlineData("api_add", """{"parameters": {"left": 1}, "delay_seconds": 60}""")]
    [InlineData("api_print", null)]
    public async Task Another_request_under_the_same_key_is_422(string action, string? body)
    {
        string key = Guid.NewGuid().ToString();
        await IdAsync("api_add", """{"parameters": {"left": 1}}""", key);
        foreach (string verb in (string[])["execute", "sync_execute"])
        {
            using HttpRequestMessage request = ApiClient.Post($"/api/actions/{action}/{verb}", body, ("Idempotency-Key", key));
            using HttpResponseMessage response = await host.Client.SendAsync(request);
            await response.ProblemAsync(422, "idempotency-conflict");
        }
    }

    [Fact]
    public async Task A_repeated_delay_is_the_same_request()
    {
        string key = Guid.NewGuid().ToString();
        const string body = """{"parameters": {"left": 1}, "delay_seconds": 3600}""";
        Assert.Equal(await IdAsync("api_add", body, key), await IdAsync("api_add", body, key));
    }

    /// <summary>Otherwise the status would tell a client that has the key whether it guessed the secret.</summary>
    [Fact]
    public async Task A_secret_does_not_count()
    {
        string key = Guid.NewGuid().ToString();
        string first = await IdAsync("api_login", """{"parameters": {"user": "a", "password": "one"}}""", key);
        Assert.Equal(first, await IdAsync("api_login", """{"parameters": {"user": "a", "password": "two"}}""", key));
        using HttpRequestMessage request = ApiClient.Post("/api/actions/api_login/execute", """{"parameters": {"user": "b", "password": "one"}}""", ("Idempotency-Key", key));
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        await response.ProblemAsync(422, "idempotency-conflict");
    }

    [Fact]
    public async Task Sync_execute_and_rerun_take_keys_too()
    {
        string key = Guid.NewGuid().ToString();
        string first = await IdAsync("api_add", """{"parameters": {"left": 1}}""", key);
        using HttpRequestMessage sync = ApiClient.Post("/api/actions/api_add/sync_execute", """{"parameters": {"left": 1}}""", ("Idempotency-Key", key));
        using HttpResponseMessage waited = await host.Client.SendAsync(sync);
        Assert.Equal("true", waited.Headers.GetValues("Idempotency-Replayed").Single());
        JsonElement answer = await waited.JsonAsync();
        Assert.Equal(first, answer.GetProperty("execution_id").GetString());
        Assert.Equal(3, answer.GetProperty("result").GetInt32());

        var ids = new HashSet<string>();
        for (int time = 0; time < 2; time++)
        {
            using HttpRequestMessage rerun = ApiClient.Post($"/api/executions/{first}/rerun", null, ("Idempotency-Key", key + "-rerun"));
            using HttpResponseMessage response = await host.Client.SendAsync(rerun);
            ids.Add((await response.JsonAsync()).GetProperty("execution_id").GetString()!);
        }

        Assert.NotEqual(first, Assert.Single(ids));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("tab\there")]
    [InlineData(256)]
    public async Task A_key_that_is_none_is_400(object key)
    {
        using HttpRequestMessage request = ApiClient.Post(
            "/api/actions/api_print/execute", null, ("Idempotency-Key", key is int length ? new string('k', length) : (string)key));
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        JsonElement problem = await response.ProblemAsync(400, "invalid-input");
        Assert.Contains("Idempotency-Key", problem.GetProperty("errors").GetProperty("$")[0].GetString());
    }

    [Fact]
    public async Task A_key_of_255_characters_is_taken() =>
        Assert.NotEmpty(await IdAsync("api_print", null, new string('~', 255)));

    private async Task<string> IdAsync(string action, string? body, string key)
    {
        using HttpRequestMessage request = ApiClient.Post($"/api/actions/{action}/execute", body, ("Idempotency-Key", key));
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return (await response.JsonAsync()).GetProperty("execution_id").GetString()!;
    }
}
