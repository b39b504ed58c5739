using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using Tinpot.Host.Tests.Api.Support;
using Tinpot.Stores.Redis.Connecting;

namespace Tinpot.Host.Tests.Api;

/// <summary>What the API answers of records and events in Redis that are damaged.</summary>
public sealed class UnreadableTests
{
    [Theory]
    [InlineData("head", "nonsense")]
    [InlineData("details", "{\"action\":")]
    [InlineData("details", "[]")]
    [InlineData("result", "{\"sum\":")]
    [InlineData("result", "\"\u00e9")]
    [InlineData("error", "no JSON")]
    [InlineData("cancelled_by", "7")]
    public async Task A_record_is_410_with_a_sentence_and_the_lists_go_on(string field, string value)
    {
        await using RedisServer server = await RedisServer.StartAsync();
        await using ApiHost host = await StartAsync(server);
        string bad = await EndedAsync(host), good = await EndedAsync(host);
        await Database(host).HashSetAsync(Key(bad), field, value);

        foreach (string path in (string[])["", "/status", "/stream", "/logs"])
        {
            using HttpResponseMessage response = await host.Client.GetAsync($"/api/executions/{bad}{path}");
            string detail = (await response.ProblemAsync(410, "unreadable-record")).GetProperty("detail").GetString()!;
            Assert.Contains(bad, detail, StringComparison.Ordinal);
            Assert.Contains("log of the host", detail, StringComparison.Ordinal);
        }

        using (HttpResponseMessage rerun = await host.Client.SendAsync(ApiClient.Post($"/api/executions/{bad}/rerun")))
            await rerun.ProblemAsync(410, "unreadable-record");
        foreach (string query in (string[])["", "?queue=default", "?group=Api", "?action=api_print", "?state=SUCCESS", "?search=api"])
        {
            JsonElement list = await host.Client.GetJsonAsync("/api/executions" + query);
            Assert.Equal(good, Assert.Single(list.GetProperty("items").EnumerateArray()).GetProperty("execution_id").GetString());
        }

        await host.Client.GetJsonAsync("/api/queues");
        await host.Client.GetJsonAsync("/api/health");
        await EndedAsync(host);
    }

    [Fact]
    public async Task A_damaged_event_is_one_line_in_every_view_and_the_rest_is_shown()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        await using ApiHost host = await StartAsync(server);
        string id = await EndedAsync(host);
        await DamageAsync(host, id, payload => payload.Replace("\"message\":\"line 2", "\"message\":\"line 2\"\"", StringComparison.Ordinal));

        using (SseStream stream = await host.Client.StreamAsync(id))
        {
            List<SseEvent> events = await stream.ToEndAsync();
            Assert.All(events, one => Assert.NotEmpty(one.Type));
            Assert.Equal(["connected", "state", "state", "log", "gap", "log", "complete"], events.Select(one => one.Type));
        }

        string text = await host.Client.GetStringAsync($"/api/executions/{id}/logs?format=text");
        Assert.Equal(3, text.TrimEnd().Split('\n').Length);
        Assert.Contains("\n--- 1 line that cannot be read ---\n", text, StringComparison.Ordinal);
        string[] lines = (await host.Client.GetStringAsync($"/api/executions/{id}/logs?format=ndjson")).TrimEnd().Split('\n');
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
        Assert.Equal(3, lines.Length);
        foreach (string query in (string[])["?search=line", "?level=INFO", "?tail=2", "?from_line=2"])
        {
            using HttpResponseMessage response = await host.Client.GetAsync($"/api/executions/{id}/logs{query}");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.DoesNotContain("\"\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal("SUCCESS", (await host.Client.GetJsonAsync($"/api/executions/{id}")).GetProperty("state").GetString());
    }

    /// <summary>A viewer whose last event cannot be read must not come again forever.</summary>
    [Fact]
    public async Task A_viewer_that_has_all_there_is_is_told_not_to_come_again()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        await using ApiHost host = await StartAsync(server);
        string id = await EndedAsync(host);
        await DamageAsync(host, id, payload => payload.Replace("{\"type\":\"complete\",", "{\"type\":\"complete", StringComparison.Ordinal));
        string? seen = null;
        using (SseStream stream = await host.Client.StreamAsync(id))
            seen = (await stream.ToEndAsync())[^1].Id;
        using SseStream again = await host.Client.StreamAsync(id, seen);
        Assert.Equal(HttpStatusCode.NoContent, again.Response.StatusCode);
    }

    private static Task<ApiHost> StartAsync(RedisServer server) => ApiHost.StartAsync(options => (options.RedisUrl, options.Key) = (server.Url, new string('0', 64)));

    private static async Task<string> EndedAsync(ApiHost host)
    {
        string id = await host.Client.ExecuteAsync("api_print", """{"lines": 3}""");
        using SseStream stream = await host.Client.StreamAsync(id);
        await stream.UntilAsync("complete");
        return id;
    }

    /// <summary>Puts other batches of events under the numbers of those that are stored.</summary>
    private static async Task DamageAsync(ApiHost host, string id, Func<string, string> damage)
    {
        StreamEntry[] stored = await Database(host).StreamRangeAsync(Key(id) + ":e");
        await Database(host).KeyDeleteAsync(Key(id) + ":e");
        foreach (StreamEntry entry in stored)
        {
            await Database(host).StreamAddAsync(
                Key(id) + ":e",
                [.. entry.Values.Select(one => one.Name == "p" ? new NameValueEntry("p", damage(Encoding.UTF8.GetString((byte[])one.Value!))) : one)],
                entry.Id);
        }
    }

    private static IDatabase Database(ApiHost host) => host.Services.GetRequiredService<RedisConnection>().Control.GetDatabase();

    private static string Key(string id) => $"tp:{{0}}:x:{Guid.Parse(id):N}";
}
