using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Tinpot.Host.Tests.Api.Support;

namespace Tinpot.Host.Tests.Api;

public class StreamTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_stream_is_what_the_contract_says_from_connected_to_complete()
    {
        string id = await host.Client.ExecuteAsync("api_outer", """{"name": "x"}""");
        using SseStream stream = await host.Client.StreamAsync(id);
        Assert.Equal(HttpStatusCode.OK, stream.Response.StatusCode);
        Assert.Equal("text/event-stream", stream.Response.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-store", stream.Response.Headers.CacheControl?.ToString());
        Assert.Equal("no", stream.Response.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.Empty(stream.Response.Content.Headers.ContentEncoding);
        List<SseEvent> events = await stream.ToEndAsync();

        Assert.Null(events[0].Id);
        Assert.Equal("connected", events[0].Type);
        Assert.Equal(id, events[0].Json.GetProperty("execution_id").GetString());
        Assert.Equal("api_outer", events[0].Json.GetProperty("action_name").GetString());
        Assert.Equal(
            ["state STARTED", "log 0 0 outer x", "call 1 started", "log 1 1 inner x", "call 1 finished", "log 0 0 outer again", "complete SUCCESS"],
            events[1..].Select(Describe).SkipWhile(one => one == "state PENDING"));
        Assert.All(events[1..], one => Assert.NotNull(one.Id));
        AssertDense(events[1..].Select(one => one.Id!));

        JsonElement started = events.First(one => one.Type == "call").Json.GetProperty("data");
        Assert.Equal("""{"name":"x","times":2}""", started.GetProperty("parameters").GetRawText());
        JsonElement finished = events.Last(one => one.Type == "call").Json.GetProperty("data");
        Assert.Equal("xx", finished.GetProperty("result").GetString());
        Assert.Equal("SUCCESS", finished.GetProperty("state").GetString());
        Assert.True(finished.GetProperty("duration_ms").GetDouble() >= 0);
        Assert.Equal([1, 2, 3], events.Where(one => one.Type == "log").Select(one => one.Json.GetProperty("data").GetProperty("line").GetInt64()));

        JsonElement complete = events[^1].Json;
        Assert.True(complete.GetProperty("successful").GetBoolean());
        Assert.Equal("xx", complete.GetProperty("result").GetString());
        Assert.Equal(JsonValueKind.Null, complete.GetProperty("error").ValueKind);
    }

    [Fact]
    public async Task Lines_arrive_while_the_action_runs_and_a_replay_gives_the_same()
    {
        string gate = Gates.New();
        string id = await host.Client.ExecuteAsync("api_gate", $$"""{"gate": "{{gate}}"}""");
        using SseStream live = await host.Client.StreamAsync(id);
        var events = new List<SseEvent>();
        do
            events.Add((await live.NextAsync())!);
        while (events[^1].Type != "log");
        Gates.Open(gate);
        events.AddRange(await live.ToEndAsync());

        using SseStream replay = await host.Client.StreamAsync(id);
        Assert.Equal(events.Skip(1), (await replay.ToEndAsync()).Skip(1));
    }

    [Fact]
    public async Task Last_event_id_resumes_after_any_event_and_after_the_last_there_is_nothing()
    {
        string id = (await host.Client.RunAsync("api_print", """{"lines": 50}""")).GetProperty("execution_id").GetString()!;
        using SseStream whole = await host.Client.StreamAsync(id);
        List<SseEvent> events = (await whole.ToEndAsync())[1..];
        for (int at = 0; at < events.Count - 1; at++)
        {
            using SseStream rest = await host.Client.StreamAsync(id, events[at].Id);
            List<SseEvent> resumed = await rest.ToEndAsync();
            Assert.Equal("connected", resumed[0].Type);
            Assert.Equal(events[(at + 1)..], resumed[1..]);
        }

        using SseStream done = await host.Client.StreamAsync(id, events[^1].Id);
        Assert.Equal(HttpStatusCode.NoContent, done.Response.StatusCode);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1")]
    [InlineData("1-")]
    [InlineData("-1-2")]
    [InlineData("1-2-3")]
    [InlineData("1-0")]
    [InlineData("0-0")]
    [InlineData("1 -1")]
    [InlineData("99999999999999999999-1")]
    [InlineData("77-1")]
    [InlineData("1-100000")]
    public async Task A_last_event_id_that_is_none_is_400(string lastEventId)
    {
        string gate = Gates.New();
        string id = await host.Client.ExecuteAsync("api_gate", $$"""{"gate": "{{gate}}"}""");
        using (SseStream running = await host.Client.StreamAsync(id))
            await running.UntilAsync("log");
        using (SseStream stream = await host.Client.StreamAsync(id, lastEventId))
            await stream.Response.ProblemAsync(400, "malformed-event-id");
        Gates.Open(gate);
        using (SseStream end = await host.Client.StreamAsync(id))
            await end.UntilAsync("complete");
        using (SseStream stream = await host.Client.StreamAsync(id, lastEventId))
            await stream.Response.ProblemAsync(400, "malformed-event-id");
    }

    [Fact]
    public async Task An_empty_last_event_id_is_none()
    {
        string id = (await host.Client.RunAsync("api_print")).GetProperty("execution_id").GetString()!;
        using SseStream stream = await host.Client.StreamAsync(id, "");
        Assert.Equal("complete", (await stream.ToEndAsync())[^1].Type);
    }

    [Fact]
    public async Task Nothing_that_is_printed_can_forge_a_field()
    {
        string id = await host.Client.ExecuteAsync("api_forge");
        using SseStream stream = await host.Client.StreamAsync(id);
        List<SseEvent> events = await stream.ToEndAsync();
        AssertDense(events[1..].Select(one => one.Id!));
        Assert.Single(events, one => one.Type == "complete");
        string printed = string.Concat(ApiActions.ForgeryTexts.Select(text => text + "\n")).Replace("\r\n", "\n").Replace('\ud800', '\ufffd');
        string received = string.Concat(events.Where(one => one.Type == "log").Select(one => one.Json.GetProperty("data").GetProperty("message").GetString() + "\n"));
        Assert.Equal(printed, received);
    }

    [Fact]
    public async Task Work_that_is_not_due_shows_that_the_line_is_up()
    {
        using HttpRequestMessage request = ApiClient.Post("/api/actions/api_print/execute", """{"delay_seconds": 3600}""");
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        string id = (await response.JsonAsync()).GetProperty("execution_id").GetString()!;
        using SseStream stream = await host.Client.StreamAsync(id);
        Assert.Equal("SCHEDULED", (await stream.NextAsync())!.Json.GetProperty("state").GetString());
        await host.Client.SendAsync(ApiClient.Post($"/api/executions/{id}/cancel"));
        Assert.Equal("REVOKED", (await stream.UntilAsync("complete")).Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_hundred_viewers_all_see_everything()
    {
        string id = await host.Client.ExecuteAsync("api_print", """{"lines": 500, "length": 50}""");
        List<SseEvent>[] all = await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
        {
            using SseStream stream = await host.Client.StreamAsync(id);
            return (await stream.ToEndAsync())[1..];
        }));
        Assert.All(all, events => Assert.Equal(all[0], events));
        Assert.Equal(500, all[0].Count(one => one.Type == "log"));
    }

    [Fact]
    public async Task A_viewer_that_never_reads_holds_back_neither_the_action_nor_other_viewers()
    {
        string gate = Gates.New();
        using var idle = new TcpClient { ReceiveBufferSize = 4096 };
        string id = await host.Client.ExecuteAsync("api_flood", $$"""{"gate": "{{gate}}", "lines": 40000, "length": 200}""");
        await idle.ConnectAsync(host.Address.Host, host.Address.Port);
        await idle.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /api/executions/{id}/stream HTTP/1.1\r\nHost: {host.Address.Authority}\r\n\r\n"));
        Assert.Equal('H', idle.GetStream().ReadByte());

        Gates.Open(gate);
        using SseStream stream = await host.Client.StreamAsync(id);
        List<SseEvent> events = await stream.ToEndAsync();
        Assert.Equal("SUCCESS", events[^1].Json.GetProperty("state").GetString());
        Assert.Equal(40_000, events.Count(one => one.Type == "log"));

        // It resumes where it stopped, as slowly as it likes
        idle.ReceiveBufferSize = 1 << 20;
        using var reader = new StreamReader(idle.GetStream());
        string? line, last = null;
        while ((line = await reader.ReadLineAsync()) is not null && last?.StartsWith("data: {\"type\":\"complete\"", StringComparison.Ordinal) != true)
            last = line.Length > 0 ? line : last;
        Assert.StartsWith("data: {\"type\":\"complete\"", last);
    }

    private static string Describe(SseEvent one)
    {
        if (one.Type == "complete")
            return $"complete {one.Json.GetProperty("state").GetString()}";
        JsonElement data = one.Json.GetProperty("data");
        return one.Type switch
        {
            "state" => $"state {data.GetProperty("state").GetString()}",
            "call" => $"call {data.GetProperty("call_id").GetString()} {data.GetProperty("phase").GetString()}",
            "log" => $"log {data.GetProperty("call_depth").GetInt32()} {data.GetProperty("call_id").GetString()} {data.GetProperty("message").GetString()}",
            _ => one.Type,
        };
    }

    /// <summary>Dense from 1 within a fence, and fences rise.</summary>
    internal static void AssertDense(IEnumerable<string> ids)
    {
        (long Fence, long Sequence) last = (-1, 0);
        foreach (string id in ids)
        {
            string[] parts = id.Split('-');
            (long fence, long sequence) = (long.Parse(parts[0]), long.Parse(parts[1]));
            Assert.True(fence == last.Fence ? sequence == last.Sequence + 1 : fence > last.Fence && sequence == 1, $"{id} after {last}");
            last = (fence, sequence);
        }
    }
}
