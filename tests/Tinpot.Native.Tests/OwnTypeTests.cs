using System.Net;
using System.Text.Json;

namespace Tinpot.Native.Tests;

/// <summary>Types that read and write JSON by code of their own, and streams.</summary>
public sealed class OwnTypeTests(TestActionsHost host) : IClassFixture<TestActionsHost>
{
    [Fact]
    public async Task Parsable_and_polymorphic_types_are_read_and_written()
    {
        (HttpStatusCode status, JsonElement answer) = await host.Client.PostAsync(
            "/api/actions/measure/sync_execute", """{"parameters":{"scale":"50 %","outline":{"$type":"circle","radius":8}}}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            """{"scale":"50 %","outline":{"$type":"circle","radius":8},"size":4}""",
            answer.GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task They_judge_their_own_values()
    {
        (HttpStatusCode status, JsonElement problem) = await host.Client.PostAsync(
            "/api/actions/measure/execute", """{"parameters":{"scale":"50","outline":{"$type":"circle","radius":"x"}}}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("scale: Is not a valid Percent: Write it as 40 %.", problem.Errors());
        Assert.Contains(problem.Errors(), error => error.StartsWith("outline.radius: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Items_arrive_in_order_and_nested_streams_are_calls()
    {
        string id = await host.Client.ExecuteAsync("count_up", new { to = 1_000 });
        List<string> items = [];
        await foreach (SseEvent one in host.Client.StreamAsync(id))
        {
            if (one.Type == "item")
                items.Add(one.Json.GetProperty("data").Text("value")!);
        }

        Assert.Equal(Enumerable.Range(1, 1_000).Select(number => $"{number} %"), items);
        (_, JsonElement sum) = await host.Client.PostAsync("/api/actions/add_up/sync_execute", """{"parameters":{"to":100}}""");
        Assert.Equal(5_050, sum.GetProperty("result").GetInt32());
        JsonElement record = await host.Client.JsonAsync($"/api/executions/{sum.Text("execution_id")}");
        JsonElement call = Assert.Single(record.GetProperty("calls").EnumerateArray());
        Assert.Equal("""count_up {"to":100} {"items":100}""", $"{call.Text("action")} {call.GetProperty("parameters").GetRawText()} {call.GetProperty("result").GetRawText()}");
    }
}
