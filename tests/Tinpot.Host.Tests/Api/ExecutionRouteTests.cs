using System.Net;
using System.Text.Json;
using Tinpot.Host.Tests.Api.Support;

namespace Tinpot.Host.Tests.Api;

public class ExecutionRouteTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly string[] Summary =
    [
        "execution_id", "action_name", "title", "group", "queue", "state", "created_at", "started_at", "finished_at",
        "duration_ms", "requested_by", "requested_via", "worker", "attempt", "error",
    ];

    [Fact]
    public async Task Status_of_a_success()
    {
        string id = await IdOfRunAsync("api_add", """{"left": 1}""");
        JsonElement status = await host.Client.GetJsonAsync($"/api/executions/{id}/status");
        Assert.Equal(
            $$"""{"execution_id":"{{id}}","action_name":"api_add","state":"SUCCESS","ready":true,"successful":true,"info":{"status":"success","result":3},"result":3,"error":null}""",
            status.GetRawText());
    }

    [Fact]
    public async Task Status_of_a_failure()
    {
        string id = await IdOfRunAsync("api_fail");
        JsonElement status = await host.Client.GetJsonAsync($"/api/executions/{id}/status");
        Assert.Equal("FAILURE", status.GetProperty("state").GetString());
        Assert.True(status.GetProperty("ready").GetBoolean());
        Assert.False(status.GetProperty("successful").GetBoolean());
        Assert.Equal("""{"error":"It broke."}""", status.GetProperty("info").GetRawText());
        Assert.Equal("exception", status.GetProperty("error").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Status_before_and_after_a_cancel()
    {
        string gate = Gates.New();
        string id = await host.Client.ExecuteAsync("api_gate", $$"""{"gate": "{{gate}}"}""");
        using SseStream stream = await host.Client.StreamAsync(id);
        await stream.UntilAsync("log");
        JsonElement running = await host.Client.GetJsonAsync($"/api/executions/{id}/status");
        Assert.Equal("STARTED", running.GetProperty("state").GetString());
        Assert.False(running.GetProperty("ready").GetBoolean());
        Assert.Equal(JsonValueKind.Null, running.GetProperty("successful").ValueKind);
        Assert.Equal("{}", running.GetProperty("info").GetRawText());

        using HttpResponseMessage cancel = await host.Client.SendAsync(ApiClient.Post($"/api/executions/{id}/cancel"));
        Assert.Equal($$"""{"execution_id":"{{id}}","status":"cancelling"}""", await cancel.Content.ReadAsStringAsync());
        Assert.Equal("REVOKED", (await stream.UntilAsync("complete")).Json.GetProperty("state").GetString());

        JsonElement revoked = await host.Client.GetJsonAsync($"/api/executions/{id}/status");
        Assert.Equal("""{"error":"cancelled"}""", revoked.GetProperty("info").GetRawText());
        Assert.False(revoked.GetProperty("successful").GetBoolean());
        using HttpResponseMessage again = await host.Client.SendAsync(ApiClient.Post($"/api/executions/{id}/cancel"));
        Assert.Equal("REVOKED", (await again.ProblemAsync(409, "already-finished")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Waiting_work_is_cancelled_at_once_and_never_starts()
    {
        using HttpRequestMessage request = ApiClient.Post("/api/actions/api_print/execute", """{"delay_seconds": 3600}""");
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        string id = (await response.JsonAsync()).GetProperty("execution_id").GetString()!;
        Assert.Equal("SCHEDULED", (await host.Client.GetJsonAsync($"/api/executions/{id}/status")).GetProperty("state").GetString());

        using HttpResponseMessage cancel = await host.Client.SendAsync(ApiClient.Post($"/api/executions/{id}/cancel"));
        Assert.Equal($$"""{"execution_id":"{{id}}","status":"cancelled"}""", await cancel.Content.ReadAsStringAsync());
        using SseStream stream = await host.Client.StreamAsync(id);
        List<SseEvent> events = await stream.ToEndAsync();
        Assert.DoesNotContain(events, one => one.Type == "log");
        Assert.Equal("REVOKED", events[^1].Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Cancel_of_what_ended_is_a_conflict_that_names_the_state()
    {
        string success = await IdOfRunAsync("api_add", """{"left": 1}"""), failure = await IdOfRunAsync("api_fail");
        using HttpResponseMessage first = await host.Client.SendAsync(ApiClient.Post($"/api/executions/{success}/cancel"));
        Assert.Equal("SUCCESS", (await first.ProblemAsync(409, "already-finished")).GetProperty("state").GetString());
        using HttpResponseMessage second = await host.Client.SendAsync(ApiClient.Post($"/api/executions/{failure}/cancel"));
        Assert.Equal("FAILURE", (await second.ProblemAsync(409, "already-finished")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Many_are_cancelled_in_one_request()
    {
        string gate = Gates.New();
        string running = await host.Client.ExecuteAsync("api_gate", $$"""{"gate": "{{gate}}"}""");
        using SseStream stream = await host.Client.StreamAsync(running);
        await stream.UntilAsync("log");
        string ended = await IdOfRunAsync("api_add", """{"left": 1}"""), unknown = Guid.CreateVersion7().ToString();
        using HttpRequestMessage request = ApiClient.Post("/api/executions/cancel", $$"""{"ids": ["{{running}}", "{{ended}}", "{{unknown}}", "{{ended}}"]}""");
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            $$"""{"items":[{"execution_id":"{{running}}","status":"cancelling"},{"execution_id":"{{ended}}","status":"already_finished","state":"SUCCESS"},{"execution_id":"{{unknown}}","status":"not_found"}]}""",
            await response.Content.ReadAsStringAsync());
        Assert.Equal("REVOKED", (await stream.UntilAsync("complete")).Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task One_execution_shows_its_arguments_and_calls()
    {
        string id = await IdOfRunAsync("api_outer", """{"name": "ab"}""");
        JsonElement shown = await host.Client.GetJsonAsync($"/api/executions/{id}");
        Assert.Equal(
            [.. Summary, "parameters", "result", "rerun_of", "parent_id", "root_id", "cancel_requested", "contract_hash", "calls"],
            shown.EnumerateObject().Select(member => member.Name));
        Assert.Equal("""{"name":"ab"}""", shown.GetProperty("parameters").GetRawText());
        Assert.Equal("\"abab\"", shown.GetProperty("result").GetRawText());
        Assert.Equal("anonymous", shown.GetProperty("requested_by").GetString());
        Assert.Equal("api", shown.GetProperty("requested_via").GetString());
        Assert.Equal(1, shown.GetProperty("attempt").GetInt32());
        Assert.True(shown.GetProperty("duration_ms").GetInt64() >= 0);
        Assert.EndsWith("Z", shown.GetProperty("created_at").GetString());

        JsonElement call = Assert.Single(shown.GetProperty("calls").EnumerateArray());
        Assert.Equal(
            ["call_id", "parent_id", "action", "call_depth", "parameters", "state", "started_at", "duration_ms", "result", "error"],
            call.EnumerateObject().Select(member => member.Name));
        Assert.Equal("1", call.GetProperty("call_id").GetString());
        Assert.Equal("0", call.GetProperty("parent_id").GetString());
        Assert.Equal("api_inner", call.GetProperty("action").GetString());
        Assert.Equal(1, call.GetProperty("call_depth").GetInt32());
        Assert.Equal("""{"name":"ab","times":2}""", call.GetProperty("parameters").GetRawText());
        Assert.Equal("SUCCESS", call.GetProperty("state").GetString());
        Assert.Equal("abab", call.GetProperty("result").GetString());
        Assert.Equal(JsonValueKind.Null, call.GetProperty("error").ValueKind);
    }

    [Fact]
    public async Task The_list_is_newest_first_and_pages_by_cursor()
    {
        string word = Guid.NewGuid().ToString("N");
        var ids = new List<string>();
        for (int run = 0; run < 5; run++)
            ids.Insert(0, await IdOfRunAsync("api_outer", $$"""{"name": "{{word}}"}"""));
        var seen = new List<string>();
        string cursor = "";
        int pages = 0;
        while (true)
        {
            JsonElement page = await host.Client.GetJsonAsync($"/api/executions?action=api_outer&group=Api&queue=default&state=SUCCESS&state=FAILURE&search={word}&limit=2{cursor}");
            foreach (JsonElement item in page.GetProperty("items").EnumerateArray())
            {
                Assert.Equal(Summary, item.EnumerateObject().Select(member => member.Name));
                seen.Add(item.GetProperty("execution_id").GetString()!);
            }

            pages++;
            if (page.GetProperty("next_before").GetString() is not { } next)
                break;
            cursor = $"&before={next}";
        }

        Assert.Equal(ids, seen);
        Assert.True(pages >= 3);
        JsonElement none = await host.Client.GetJsonAsync($"/api/executions?state=REVOKED&search={word}");
        Assert.Empty(none.GetProperty("items").EnumerateArray());
    }

    private async Task<string> IdOfRunAsync(string action, string? parameters = null) =>
        (await host.Client.RunAsync(action, parameters)).GetProperty("execution_id").GetString()!;
}
