using System.Text.Json;
using Tinpot.Host.Tests.Api.Support;

namespace Tinpot.Host.Tests.Api;

public class LogTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Timestamp = @"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z";

    [Fact]
    public async Task Text_is_a_timestamp_a_level_and_the_message()
    {
        string id = await RunAsync("api_levels");
        using HttpResponseMessage response = await host.Client.GetAsync($"/api/executions/{id}/logs");
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Matches($"^{Timestamp} INFO out one\n{Timestamp} WARNING err two\n{Timestamp} INFO out three NEEDLE\n$", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Ndjson_is_the_stream_with_ids()
    {
        string id = await RunAsync("api_levels");
        using SseStream stream = await host.Client.StreamAsync(id);
        List<SseEvent> events = await stream.ToEndAsync();
        using HttpResponseMessage response = await host.Client.GetAsync($"/api/executions/{id}/logs?format=ndjson");
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        IEnumerable<string> expected = events.Where(one => one.Type == "log").Select(one => $"{{\"id\":\"{one.Id}\",{one.Data[1..]}\n");
        Assert.Equal(string.Concat(expected), await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("from_line=3&limit=2", "3 4")]
    [InlineData("from_line=9", "9 10")]
    [InlineData("limit=1", "1")]
    [InlineData("tail=2", "9 10")]
    [InlineData("tail=99", "1 2 3 4 5 6 7 8 9 10")]
    [InlineData("tail=1&search=line 1", "10")]
    [InlineData("search=LINE 1", "1 10")]
    [InlineData("search=line 1&limit=1", "1")]
    [InlineData("search=nowhere", "")]
    [InlineData("level=INFO&limit=1", "1")]
    [InlineData("level=WARNING", "")]
    [InlineData("from_line=11", "")]
    public async Task Lines_are_picked(string query, string lines)
    {
        string id = await RunAsync("api_print", """{"lines": 10}""");
        Assert.Equal(lines, string.Join(' ', await LinesAsync(id, query)));
    }

    [Fact]
    public async Task After_and_before_are_event_ids_and_exclusive()
    {
        string id = await RunAsync("api_print", """{"lines": 10}""");
        using SseStream stream = await host.Client.StreamAsync(id);
        string[] ids = [.. (await stream.ToEndAsync()).Where(one => one.Type == "log").Select(one => one.Id!)];
        Assert.Equal([4, 5], await LinesAsync(id, $"after={ids[2]}&before={ids[5]}"));
        Assert.Equal([5], await LinesAsync(id, $"after={ids[2]}&before={ids[5]}&tail=1"));
        Assert.Equal([4], await LinesAsync(id, $"after={ids[2]}&before={ids[5]}&limit=1"));
        Assert.Equal([4, 5], await LinesAsync(id, $"tail=2&before={ids[5]}"));
    }

    [Fact]
    public async Task The_least_level_wanted_is_given()
    {
        string id = await RunAsync("api_levels");
        Assert.Equal([2], await LinesAsync(id, "level=WARNING"));
        Assert.Equal([1, 2, 3], await LinesAsync(id, "level=DEBUG"));
    }

    [Fact]
    public async Task What_is_there_is_given_while_the_action_runs()
    {
        string gate = Gates.New();
        string id = await host.Client.ExecuteAsync("api_gate", $$"""{"gate": "{{gate}}"}""");
        using SseStream stream = await host.Client.StreamAsync(id);
        await stream.UntilAsync("log");
        Assert.EndsWith(" INFO before\n", await host.Client.GetStringAsync($"/api/executions/{id}/logs"));
        Assert.EndsWith(" INFO before\n", await host.Client.GetStringAsync($"/api/executions/{id}/logs?tail=5"));
        Gates.Open(gate);
        await stream.UntilAsync("complete");
        Assert.EndsWith(" INFO after\n", await host.Client.GetStringAsync($"/api/executions/{id}/logs"));
    }

    [Fact]
    public async Task A_line_longer_than_an_event_is_one_line_of_text()
    {
        string id = await RunAsync("api_print", """{"lines": 2, "length": 200000}""");
        string[] lines = (await host.Client.GetStringAsync($"/api/executions/{id}/logs")).TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.EndsWith("INFO " + ApiActions.NumberedLine(1, 200_000), lines[0]);
        Assert.EndsWith("INFO " + ApiActions.NumberedLine(2, 200_000), lines[1]);
        using HttpResponseMessage pieces = await host.Client.GetAsync($"/api/executions/{id}/logs?format=ndjson&limit=1");
        string[] events = (await pieces.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n');
        Assert.True(events.Length > 1);
        Assert.All(events[..^1], one => Assert.EndsWith("\"continued\":true}}", one));
        Assert.False(JsonDocument.Parse(events[^1]).RootElement.GetProperty("data").TryGetProperty("continued", out _));
    }

    [Fact]
    public async Task No_message_passes_for_two_lines()
    {
        string id = await RunAsync("api_fail");
        string text = await host.Client.GetStringAsync($"/api/executions/{id}/logs");
        Assert.All(text.TrimEnd('\n').Split('\n'), line => Assert.Matches($"^({Timestamp} |    )", line));
    }

    private async Task<string> RunAsync(string action, string? parameters = null) =>
        (await host.Client.RunAsync(action, parameters)).GetProperty("execution_id").GetString()!;

    private async Task<List<long>> LinesAsync(string id, string query)
    {
        string text = await host.Client.GetStringAsync($"/api/executions/{id}/logs?format=ndjson&{query}");
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("data").GetProperty("line").GetInt64())];
    }
}
