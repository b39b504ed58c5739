using System.Text.Json;
using Tinpot.Host.Tests.Api.Support;

namespace Tinpot.Host.Tests.Api;

public class ItemTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Items_arrive_as_they_come_and_the_result_counts_them()
    {
        string gate = Gates.New();
        string id = await host.Client.ExecuteAsync("api_rows", $$"""{"gate": "{{gate}}"}""");
        using SseStream live = await host.Client.StreamAsync(id);
        SseEvent first = await live.UntilAsync("item");
        Assert.Equal("""{"type":"item","data":{"index":0,"value":{"number":1,"key":null},"call_id":"0"}}""", first.Data);

        Gates.Open(gate);
        List<SseEvent> events = await live.ToEndAsync();

        Assert.Equal(
            ["""{"index":1,"value":{"number":2,"key":"***"},"call_id":"0"}""", """{"index":2,"value":{"number":3,"key":null},"call_id":"0"}"""],
            events.Where(one => one.Type == "item").Select(one => one.Json.GetProperty("data").GetRawText()));
        Assert.Equal("""{"items":3}""", events[^1].Json.GetProperty("result").GetRawText());

        using SseStream resumed = await host.Client.StreamAsync(id, first.Id);
        Assert.Equal(events, (await resumed.ToEndAsync()).Skip(1));
    }

    [Fact]
    public async Task Logs_show_items_between_the_lines()
    {
        string gate = Gates.New();
        Gates.Open(gate);
        string id = (await host.Client.RunAsync("api_rows", $$"""{"gate": "{{gate}}"}""")).GetProperty("execution_id").GetString()!;

        Assert.Equal(
            ["begins", "--- item 0 --- {\"number\":1,\"key\":null}", "--- item 1 --- {\"number\":2,\"key\":\"***\"}", "--- item 2 --- {\"number\":3,\"key\":null}", "ends"],
            (await LogsAsync(id, "")).Select(line => line[(line.IndexOf(" INFO ", StringComparison.Ordinal) is >= 0 and var at ? at + 6 : 0)..]));
        Assert.Equal(["log", "item", "item", "item", "log"], (await LogsAsync(id, "?format=ndjson")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("type").GetString()));
        Assert.Equal(["ends"], (await LogsAsync(id, "?from_line=2")).Select(line => line[^4..]));
        Assert.Single(await LogsAsync(id, "?search=ends"));
    }

    [Theory]
    [InlineData(1024 * 1024, "SUCCESS")]
    [InlineData(1024 * 1024 + 1, "FAILURE")]
    public async Task An_item_obeys_the_limit_of_results(int length, string state)
    {
        JsonElement answer = await host.Client.RunAsync("api_large_item", $$"""{"length": {{length}}}""");

        Assert.Equal(state, answer.GetProperty("status").GetString());
        if (state == "FAILURE")
            Assert.Equal($"Item 0 of the stream has {length} bytes; at most 1048576 are stored. Yield smaller items, write the rest to a file, or raise TINPOT_RESULT_LIMIT.", answer.GetProperty("error").GetProperty("message").GetString());
        using SseStream stream = await host.Client.StreamAsync(answer.GetProperty("execution_id").GetString()!);
        Assert.Equal(state == "SUCCESS" ? 1 : 0, (await stream.ToEndAsync()).Count(one => one.Type == "item"));
    }

    [Fact]
    public async Task Cancelling_ends_the_stream()
    {
        string id = await host.Client.ExecuteAsync("api_rows", $$"""{"gate": "{{Gates.New()}}"}""");
        using SseStream stream = await host.Client.StreamAsync(id);
        await stream.UntilAsync("item");
        using HttpResponseMessage cancel = await host.Client.SendAsync(ApiClient.Post($"/api/executions/{id}/cancel", null));

        Assert.Equal("REVOKED", (await stream.UntilAsync("complete")).Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_nested_stream_is_a_call_without_item_events()
    {
        JsonElement answer = await host.Client.RunAsync("api_read_rows");
        Assert.Equal(6, answer.GetProperty("result").GetInt32());
        string id = answer.GetProperty("execution_id").GetString()!;

        JsonElement call = Assert.Single((await host.Client.GetJsonAsync($"/api/executions/{id}")).GetProperty("calls").EnumerateArray());
        Assert.Equal(("api_rows", "SUCCESS", """{"items":3}"""), (call.GetProperty("action").GetString(), call.GetProperty("state").GetString(), call.GetProperty("result").GetRawText()));
        using SseStream stream = await host.Client.StreamAsync(id);
        Assert.DoesNotContain(await stream.ToEndAsync(), one => one.Type == "item");
    }

    [Fact]
    public async Task The_description_says_what_the_result_and_what_an_item_is()
    {
        JsonElement rows = await host.Client.GetJsonAsync("/api/actions/api_rows");

        Assert.Equal("integer", rows.GetProperty("result_schema").GetProperty("properties").GetProperty("items").GetProperty("type").GetString());
        Assert.Equal("number,key", string.Join(',', rows.GetProperty("item_schema").GetProperty("$defs").GetProperty("ApiRow").GetProperty("properties").EnumerateObject().Select(one => one.Name)));
        Assert.False((await host.Client.GetJsonAsync("/api/actions/api_add")).TryGetProperty("item_schema", out _));
    }

    private async Task<string[]> LogsAsync(string id, string query) =>
        (await host.Client.GetStringAsync($"/api/executions/{id}/logs{query}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
