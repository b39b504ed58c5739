using System.Net;
using System.Text.Json;

namespace Tinpot.Native.Tests;

/// <summary>Input and guards: nothing of them depends on what native compilation leaves out.</summary>
public sealed class InputTests(TestActionsHost host) : IClassFixture<TestActionsHost>
{
    private const string Plan = """
        {"plan":{"target":"live_production","servers":[{"name":"b","port":80,"health":"/ok"},{"name":"a"}],
        "quotas":{"night":{"money":12.50,"time":"PT1H30M"}},"start":"2026-11-23T10:00:00+01:00"}}
        """;

    [Fact]
    public async Task Nested_records_are_read_and_written_without_a_serializer_context()
    {
        (HttpStatusCode status, JsonElement answer) = await host.Client.PostAsync("/api/actions/arrange_plan/sync_execute", $"{{\"parameters\":{Plan}}}");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            """{"target":"live_production","servers":[{"name":"a","port":443,"health":null},{"name":"b","port":80,"health":"/ok"}],"quotas":{"night":{"money":12.50,"time":"PT1H30M"}},"start":"2026-11-23T10:00:00+01:00"}""",
            answer.GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task Every_error_is_named_with_its_path()
    {
        (HttpStatusCode status, JsonElement problem) = await host.Client.PostAsync(
            "/api/actions/arrange_plan/execute",
            """{"parameters":{"plan":{"target":"moon","servers":[{"name":"a"},{"name":"b","port":0,"prot":1},{}],"quotas":{"q":{"money":"1","time":"later"}}},"x":1}}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        string[] paths = [.. problem.Errors().Select(error => error[..error.IndexOf(':')])];
        Assert.Equal(
            ["plan.quotas.q.money", "plan.quotas.q.time", "plan.servers[1].port", "plan.servers[1].prot", "plan.servers[2].name", "plan.target", "x"],
            paths.Order(StringComparer.Ordinal));
        Assert.Contains(problem.Errors(), error => error.Contains("did you mean", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/api/actions/echo/execute", "{\"parameters\":{\"text\":", "application/json", 400)]
    [InlineData("/api/actions/echo/execute", "{\"parameters\":{\"text\":\"a\",\"text\":\"b\"}}", "application/json", 400)]
    [InlineData("/api/actions/echo/execute", "{\"text\":\"a\"}", "application/json", 400)]
    [InlineData("/api/actions/echo/execute", "{}", "text/plain", 415)]
    [InlineData("/api/actions/ecco/execute", "{}", "application/json", 404)]
    [InlineData("/api/executions/no-id/cancel", "{}", "application/json", 404)]
    public async Task Bad_requests_are_refused(string path, string body, string type, int expected)
    {
        (HttpStatusCode status, JsonElement problem) = await host.Client.PostAsync(path, body, type);

        Assert.Equal(expected, (int)status);
        Assert.StartsWith("urn:tinpot:", problem.Text("type"));
    }

    [Fact]
    public async Task Large_bodies_and_foreign_pages_are_refused()
    {
        string large = $$$"""{"parameters":{"text":"{{{new string('x', 2_000_000)}}}"}}""";

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await host.Client.PostAsync("/api/actions/echo/execute", large)).Status);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await host.Client.PostAsync("/api/actions/echo/execute", """{"parameters":{"text":"a"}}""", headers: "Origin: https://elsewhere.example")).Status);
    }

    [Fact]
    public async Task Validate_judges_and_starts_nothing()
    {
        Assert.Equal(HttpStatusCode.OK, (await host.Client.PostAsync("/api/actions/arrange_plan/validate", $"{{\"parameters\":{Plan}}}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.PostAsync("/api/actions/arrange_plan/validate", "{}")).Status);
        Assert.Empty((await host.Client.JsonAsync("/api/executions?action=arrange_plan&state=PENDING")).GetProperty("items").EnumerateArray());
    }
}
