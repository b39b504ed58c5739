using System.Net;
using System.Text.Json;
using Tinpot.Host.Tests.Api.Support;

namespace Tinpot.Host.Tests.Api;

public class ActionRouteTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Waiting_for_a_result_reads_no_events()
    {
        await using ApiHost host = await ApiHost.StartAsync(_ => { }, WatchedReads.Add);
        using HttpRequestMessage request = ApiClient.Post("/api/actions/api_print/sync_execute", """{"parameters": {"lines": 300}}""");
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(0, WatchedReads.Of(host).Pages);
    }

    [Fact]
    public async Task Actions_are_listed_by_name()
    {
        JsonElement actions = await host.Client.GetJsonAsync("/api/actions");
        JsonElement add = actions.GetProperty("api_add");
        Assert.Equal("api_add", add.GetProperty("name").GetString());
        Assert.Equal("Api", add.GetProperty("group").GetString());
        Assert.Equal("default", add.GetProperty("queue").GetString());
        Assert.Equal("Add two numbers.", add.GetProperty("description").GetString());
        JsonElement left = add.GetProperty("parameters").GetProperty("left");
        Assert.Equal("integer", left.GetProperty("type").GetString());
        Assert.True(left.GetProperty("required").GetBoolean());
        Assert.Equal(100, left.GetProperty("maximum").GetInt32());
        Assert.Equal(2, add.GetProperty("parameters").GetProperty("right").GetProperty("default").GetInt32());
    }

    [Fact]
    public async Task The_list_is_not_sent_again_to_a_client_that_has_it()
    {
        using HttpResponseMessage first = await host.Client.GetAsync("/api/actions");
        string tag = first.Headers.ETag!.Tag;
        foreach ((string known, HttpStatusCode expected) in ((string, HttpStatusCode)[])
            [(tag, HttpStatusCode.NotModified), ($"\"other\", W/{tag}", HttpStatusCode.NotModified), ("\"other\"", HttpStatusCode.OK)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/actions");
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
            using HttpResponseMessage again = await host.Client.SendAsync(request);
            Assert.Equal(expected, again.StatusCode);
            Assert.Equal(tag, again.Headers.ETag!.Tag);
            Assert.Equal(expected == HttpStatusCode.OK, (await again.Content.ReadAsByteArrayAsync()).Length > 0);
        }
    }

    [Fact]
    public async Task One_action_is_shown_as_in_the_list()
    {
        JsonElement actions = await host.Client.GetJsonAsync("/api/actions");
        JsonElement add = await host.Client.GetJsonAsync("/api/actions/api_add");
        Assert.Equal(actions.GetProperty("api_add").GetRawText(), add.GetRawText());
    }

    [Fact]
    public async Task An_action_names_the_actions_that_it_calls()
    {
        JsonElement actions = await host.Client.GetJsonAsync("/api/actions");
        Assert.Equal("""["api_inner"]""", actions.GetProperty("api_outer").GetProperty("calls").GetRawText());
        Assert.Equal("[]", actions.GetProperty("api_inner").GetProperty("calls").GetRawText());
        Assert.Equal("""["api_rows"]""", (await host.Client.GetJsonAsync("/api/actions/api_read_rows")).GetProperty("calls").GetRawText());
    }

    [Fact]
    public async Task An_alias_is_accepted_wherever_a_name_is_and_never_recorded()
    {
        JsonElement actions = await host.Client.GetJsonAsync("/api/actions");
        Assert.False(actions.TryGetProperty("api_plus", out _));
        Assert.Equal("""["api_plus"]""", actions.GetProperty("api_add").GetProperty("aliases").GetRawText());
        Assert.Equal("[]", actions.GetProperty("api_fail").GetProperty("aliases").GetRawText());
        Assert.Equal("api_add", (await host.Client.GetJsonAsync("/api/actions/api_plus")).GetProperty("name").GetString());

        using HttpRequestMessage check = ApiClient.Post("/api/actions/api_plus/validate", """{"parameters": {"left": 101}}""");
        using HttpResponseMessage refused = await host.Client.SendAsync(check);
        await refused.ProblemAsync(400, "invalid-input");

        string key = Guid.NewGuid().ToString();
        string[] ids = [await ExecuteAsync("api_plus", key), await ExecuteAsync("api_add", key)];
        Assert.Equal(ids[0], ids[1]);
        Assert.Equal("api_add", (await host.Client.GetJsonAsync($"/api/executions/{ids[0]}")).GetProperty("action_name").GetString());
        Assert.Equal(42, (await host.Client.RunAsync("api_plus", """{"left": 40}""")).GetProperty("result").GetInt32());
    }

    private async Task<string> ExecuteAsync(string action, string key)
    {
        using HttpRequestMessage request = ApiClient.Post($"/api/actions/{action}/execute", """{"parameters": {"left": 1}}""");
        request.Headers.Add("Idempotency-Key", key);
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        JsonElement answer = await response.JsonAsync();
        Assert.Equal("api_add", answer.GetProperty("action_name").GetString());
        return answer.GetProperty("execution_id").GetString()!;
    }

    [Fact]
    public async Task Execute_answers_with_the_execution_and_where_to_watch_it()
    {
        using HttpRequestMessage request = ApiClient.Post("/api/actions/api_add/execute", """{"parameters": {"left": 1}}""");
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        JsonElement answer = await response.JsonAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["execution_id", "action_name", "status", "stream_url"], answer.EnumerateObject().Select(member => member.Name));
        Guid id = answer.GetProperty("execution_id").GetGuid();
        Assert.Equal(7, id.Version);
        Assert.Equal("api_add", answer.GetProperty("action_name").GetString());
        Assert.Equal("submitted", answer.GetProperty("status").GetString());
        Assert.Equal($"/api/executions/{id}/stream", answer.GetProperty("stream_url").GetString());
        Assert.Equal($"/api/executions/{id}", response.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"parameters": {}}""")]
    [InlineData("\ufeff{\"parameters\": {}, \"priority\": 2}")]
    [InlineData(""" { "priority" : 0 , "delay_seconds" : 0.0 } """)]
    public async Task Execute_takes_no_body_and_an_empty_one(string? body)
    {
        using HttpRequestMessage request = ApiClient.Post("/api/actions/api_print/execute", body);
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Sync_execute_waits_for_the_result()
    {
        JsonElement answer = await host.Client.RunAsync("api_add", """{"left": 40}""");
        Assert.Equal(["execution_id", "action_name", "status", "result", "error"], answer.EnumerateObject().Select(member => member.Name));
        Assert.True(answer.GetProperty("status").GetString() == "SUCCESS", answer.GetRawText());
        Assert.Equal(42, answer.GetProperty("result").GetInt32());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("error").ValueKind);
    }

    [Fact]
    public async Task Sync_execute_tells_why_an_action_failed()
    {
        JsonElement answer = await host.Client.RunAsync("api_fail");
        Assert.Equal("FAILURE", answer.GetProperty("status").GetString());
        JsonElement error = answer.GetProperty("error");
        Assert.Equal("System.InvalidOperationException", error.GetProperty("type").GetString());
        Assert.Equal("It broke.", error.GetProperty("message").GetString());
        Assert.Equal("exception", error.GetProperty("reason").GetString());
        string stack = error.GetProperty("stack").GetString()!;
        Assert.Contains("ApiFail", stack);
        // Neither the generated code nor the host
        Assert.DoesNotMatch(@"at Tinpot\.(Workers|Runtime|Generated)\.", stack);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.05")]
    public async Task Sync_execute_gives_up_waiting_and_the_execution_goes_on(string timeout)
    {
        string gate = Gates.New();
        using HttpRequestMessage request = ApiClient.Post($"/api/actions/api_gate/sync_execute?timeout={timeout}", $$$"""{"parameters": {"gate": "{{{gate}}}"}}""");
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        JsonElement answer = await response.JsonAsync();
        string id = answer.GetProperty("execution_id").GetString()!;
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.True(answer.GetProperty("status").GetString() is "PENDING" or "STARTED");
        Assert.Equal($"/api/executions/{id}/stream", answer.GetProperty("stream_url").GetString());
        Assert.Equal($"/api/executions/{id}", response.Headers.Location?.OriginalString);

        Gates.Open(gate);
        using SseStream stream = await host.Client.StreamAsync(id);
        Assert.Equal("SUCCESS", (await stream.UntilAsync("complete")).Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Sync_execute_goes_on_when_the_client_leaves()
    {
        string gate = Gates.New();
        using var leaving = new CancellationTokenSource();
        using HttpRequestMessage request = ApiClient.Post("/api/actions/api_gate/sync_execute", $$$"""{"parameters": {"gate": "{{{gate}}}"}}""");
        Task<HttpResponseMessage> waiting = host.Client.SendAsync(request, leaving.Token);
        string id = await StartedWithAsync(gate);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        Gates.Open(gate);
        using SseStream stream = await host.Client.StreamAsync(id);
        Assert.Equal("SUCCESS", (await stream.UntilAsync("complete")).Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Validate_starts_nothing()
    {
        using HttpRequestMessage good = ApiClient.Post("/api/actions/api_add/validate", """{"parameters": {"left": 1}}""");
        using HttpResponseMessage accepted = await host.Client.SendAsync(good);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal("{}", await accepted.Content.ReadAsStringAsync());

        using HttpRequestMessage bad = ApiClient.Post("/api/actions/api_add/validate", """{"parameters": {"left": 101, "x": 1}, "priority": 9}""");
        using HttpResponseMessage refused = await host.Client.SendAsync(bad);
        JsonElement problem = await refused.ProblemAsync(400, "invalid-input");
        Assert.Equal(["$.priority", "left", "x"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));

        JsonElement list = await host.Client.GetJsonAsync("/api/executions?search=validate-never-ran");
        Assert.Empty(list.GetProperty("items").EnumerateArray());
    }

    private async Task<string> StartedWithAsync(string gate)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            JsonElement list = await host.Client.GetJsonAsync($"/api/executions?action=api_gate&state=STARTED&search={gate}");
            if (list.GetProperty("items").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } item)
                return item.GetProperty("execution_id").GetString()!;
            await Task.Delay(20, deadline.Token);
        }
    }
}
