using System.Net;
using System.Text.Json;

namespace Tinpot.Native.Tests;

/// <summary>Executions from submit to end.</summary>
public sealed class RunningTests(TestActionsHost host) : IClassFixture<TestActionsHost>
{
    [Fact]
    public async Task Hundred_thousand_lines_arrive_complete_in_order_and_once()
    {
        string id = await host.Client.ExecuteAsync("print_lines", new { count = 100_000 });
        int expected = 0;
        await foreach (SseEvent one in host.Client.StreamAsync(id))
        {
            if (one.Type == "log")
                Assert.StartsWith($"{++expected:D7} ", one.Json.GetProperty("data").Text("message"));
        }

        Assert.Equal(100_000, expected);
    }

    [Fact]
    public async Task Parallel_nested_calls_keep_their_lines_apart()
    {
        string id = await host.Client.ExecuteAsync("parallel_calls", new { count = 50, lines = 20 });
        Dictionary<string, HashSet<string>> numbers = [];
        int lines = 0;
        await foreach (SseEvent one in host.Client.StreamAsync(id))
        {
            if (one.Type != "log")
                continue;
            JsonElement data = one.Json.GetProperty("data");
            string call = data.Text("call_id")!;
            Assert.EndsWith($" in call {call}", data.Text("message"));
            lines++;
            if (!numbers.TryGetValue(call, out HashSet<string>? said))
                numbers.Add(call, said = []);
            said.Add(data.Text("message")!.Split(' ')[1]);
        }

        Assert.Equal(1_000, lines);
        Assert.Equal(50, numbers.Count);
        Assert.All(numbers.Values, said => Assert.Single(said));
    }

    [Fact]
    public async Task Reader_resumes_where_it_was()
    {
        string id = await host.Client.ExecuteAsync("print_lines", new { count = 100 });
        await host.Client.EndAsync(id);
        List<SseEvent> all = [];
        await foreach (SseEvent one in host.Client.StreamAsync(id))
            all.Add(one);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/executions/{id}/stream");
        request.Headers.Add("Last-Event-ID", all[49].Id);
        using HttpResponseMessage answer = await host.Client.SendAsync(request);
        string[] ids = [.. (await answer.Content.ReadAsStringAsync()).Split('\n').Where(line => line.StartsWith("id: ", StringComparison.Ordinal)).Select(line => line[4..])];

        Assert.Equal(all.Skip(50).Select(one => one.Id), ids);
    }

    [Fact]
    public async Task Running_work_is_cancelled()
    {
        string id = await host.Client.ExecuteAsync("tell_why", new { });
        await foreach (SseEvent one in host.Client.StreamAsync(id))
        {
            if (one.Type == "log" && one.Json.GetProperty("data").Text("message") == "waiting")
                Assert.Equal("cancelling", (await host.Client.PostAsync($"/api/executions/{id}/cancel", "")).Answer.Text("status"));
        }

        Assert.Equal("REVOKED", (await host.Client.StatusAsync(id)).Text("state"));
        Assert.Contains("stopped by Cancel", await host.Client.GetStringAsync($"/api/executions/{id}/logs"));
    }

    [Fact]
    public async Task Failure_tells_type_message_and_stack()
    {
        (HttpStatusCode status, JsonElement answer) = await host.Client.PostAsync("/api/actions/fail_nested/sync_execute", """{"parameters":{"message":"no disk"}}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("FAILURE", answer.Text("status"));
        JsonElement error = answer.GetProperty("error");
        Assert.Equal("System.InvalidOperationException", error.Text("type"));
        Assert.Equal("no disk", error.Text("message"));
        Assert.Contains("CallingActions", error.Text("stack"));
    }

    [Fact]
    public async Task Secrets_are_masked_everywhere()
    {
        (_, JsonElement answer) = await host.Client.PostAsync("/api/actions/secret_echo/sync_execute", """{"parameters":{"secret":"open-sesame"}}""");
        string id = answer.Text("execution_id")!;
        string log = await host.Client.GetStringAsync($"/api/executions/{id}/logs");
        string record = await host.Client.GetStringAsync($"/api/executions/{id}");

        Assert.Contains("whole: ***", log);
        Assert.DoesNotContain("open-sesame", log + record + answer.GetRawText());
    }

    [Fact]
    public async Task Same_key_is_the_same_execution()
    {
        const string Body = """{"parameters":{"text":"once"}}""";
        (_, JsonElement first) = await host.Client.PostAsync("/api/actions/echo/execute", Body, headers: "Idempotency-Key: k1");
        (_, JsonElement second) = await host.Client.PostAsync("/api/actions/echo/execute", Body, headers: "Idempotency-Key: k1");
        (HttpStatusCode other, _) = await host.Client.PostAsync("/api/actions/echo/execute", """{"parameters":{"text":"twice"}}""", headers: "Idempotency-Key: k1");

        Assert.Equal(first.Text("execution_id"), second.Text("execution_id"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other);
    }

    [Fact]
    public async Task Programs_that_an_action_starts_are_heard()
    {
        (_, JsonElement answer) = await host.Client.PostAsync("/api/actions/shell_echo/sync_execute", """{"parameters":{"arguments":["a b","$c"]}}""");

        Assert.Equal("a b $c", answer.Text("result")!.TrimEnd());
    }
}
