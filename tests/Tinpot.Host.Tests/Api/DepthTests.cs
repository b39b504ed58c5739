using System.Net;
using System.Text;
using System.Text.Json;
using Tinpot.Cli;
using Tinpot.Host.Tests.Api.Support;
using Tinpot.Platform.Json;
using Tinpot.Schemas;

namespace Tinpot.Host.Tests.Api;

/// <summary>Values nest 64 levels and no more, wherever they come in, go out, or are carried in between.</summary>
public class DepthTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const int Most = JsonLimits.ValueDepth;

    [Fact]
    public void The_checker_and_the_readers_agree() => Assert.Equal(SchemaChecker.MaxDepth, JsonLimits.ValueDepth);

    [Theory]
    [InlineData("api_deep")]
    [InlineData("api_deep_call")]
    [InlineData("api_deep_secret")]
    public async Task The_deepest_arguments_run_and_are_shown(string action)
    {
        JsonElement answer = await host.Client.RunAsync(action, Parameters(Most));
        Assert.Equal("SUCCESS", answer.GetProperty("status").GetString());
        string id = answer.GetProperty("execution_id").GetString()!;
        foreach (string path in (string[])["", "/status", "/logs", "/logs?format=ndjson", "/stream"])
        {
            using HttpResponseMessage shown = await host.Client.GetAsync($"/api/executions/{id}{path}");
            Assert.True(shown.StatusCode == HttpStatusCode.OK, $"{path}: {await shown.Content.ReadAsStringAsync()}");
        }

        string whole = await host.Client.GetStringAsync($"/api/executions/{id}");
        if (action == "api_deep_call")
            Assert.Equal(4, whole.Split(Value(Most - 1)).Length - 1);
        if (action != "api_deep_secret")
        {
            using HttpResponseMessage rerun = await host.Client.SendAsync(ApiClient.Post($"/api/executions/{id}/rerun"));
            Assert.True(rerun.StatusCode == HttpStatusCode.OK, await rerun.Content.ReadAsStringAsync());
        }

        using HttpResponseMessage over = await host.Client.SendAsync(ApiClient.Post($"/api/executions/{id}/rerun", Body(Most)));
        Assert.True(over.StatusCode == HttpStatusCode.OK, await over.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(Most + 1)]
    [InlineData(Most + 2)]
    [InlineData(Most + 16)]
    [InlineData(Most + 17)]
    [InlineData(1_000)]
    [InlineData(20_000)]
    public async Task Deeper_ones_are_refused_with_the_sentence(int depth)
    {
        string id = await host.Client.ExecuteAsync("api_deep", Parameters(3));
        foreach (string path in (string[])["/api/actions/api_deep/execute", "/api/actions/api_deep/sync_execute", "/api/actions/api_deep/validate", $"/api/executions/{id}/rerun"])
        {
            using HttpResponseMessage response = await host.Client.SendAsync(ApiClient.Post(path, Body(depth)));
            Assert.Contains($"nested deeper than {Most} levels", (await response.ProblemAsync(400, "invalid-input")).GetProperty("detail").GetString());
        }
    }

    [Theory]
    [InlineData(Most, true)]
    [InlineData(Most + 1, false)]
    [InlineData(500, false)]
    public async Task A_result_nests_as_deep(int depth, bool fits)
    {
        using HttpRequestMessage request = ApiClient.Post("/api/actions/api_deep_result/sync_execute", $$$"""{"parameters":{"depth": {{{depth}}}}}""");
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(), new() { MaxDepth = Most + 1 });
        string id = answer.RootElement.GetProperty("execution_id").GetString()!;
        Assert.Equal(fits ? "SUCCESS" : "FAILURE", answer.RootElement.GetProperty("status").GetString());
        if (fits)
            Assert.Equal(Value(depth), answer.RootElement.GetProperty("result").GetRawText());
        else
            Assert.Contains("64", answer.RootElement.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync($"/api/executions/{id}")).StatusCode);
    }

    [Theory]
    [InlineData("api_deep_call", Most, 0)]
    [InlineData("api_deep_secret", Most, 0)]
    [InlineData("api_deep_call", Most + 1, 2)]
    public async Task The_command_line_agrees(string action, int depth, int expected)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Parameters(depth));
            (StringWriter output, StringWriter error) = (new(), new());
            int exit = await CommandLine.RunAsync(
                ["run", action, "--params", file], Generated.ActionCatalog.Instance, new Terminal(TextWriter.Synchronized(output), TextWriter.Synchronized(error)));
            Assert.True(exit == expected, $"{exit} {error}");
            if (expected != 0)
                Assert.Contains($"nested deeper than {Most} levels", error.ToString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Arrays within one another; with the object of the parameters around them they are one level deeper.</summary>
    private static string Value(int depth) => new StringBuilder().Append('[', depth).Append(']', depth).ToString();

    private static string Parameters(int depth) => $$"""{"value":{{Value(depth - 1)}}}""";

    private static string Body(int depth) => $$"""{"parameters":{{Parameters(depth)}}}""";
}
