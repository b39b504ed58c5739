using System.Net;
using System.Text.Json;
using Tinpot.Host.Tests.Api.Support;

namespace Tinpot.Host.Tests.Api;

public class RerunTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_rerun_takes_the_arguments_of_the_first_run()
    {
        string first = (await host.Client.RunAsync("api_add", """{"left": 5, "right": 6}""")).GetProperty("execution_id").GetString()!;
        using HttpResponseMessage response = await host.Client.SendAsync(ApiClient.Post($"/api/executions/{first}/rerun"));
        JsonElement answer = await response.JsonAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(first, answer.GetProperty("rerun_of").GetString());
        string second = answer.GetProperty("execution_id").GetString()!;
        Assert.NotEqual(first, second);
        Assert.Equal($"/api/executions/{second}", response.Headers.Location?.OriginalString);
        JsonElement shown = await EndOfAsync(second);
        Assert.Equal(11, shown.GetProperty("result").GetInt32());
        Assert.Equal(first, shown.GetProperty("rerun_of").GetString());
    }

    [Fact]
    public async Task Overrides_replace_arguments_by_name_and_are_checked()
    {
        string first = (await host.Client.RunAsync("api_add", """{"left": 5, "right": 6}""")).GetProperty("execution_id").GetString()!;
        using HttpRequestMessage request = ApiClient.Post($"/api/executions/{first}/rerun", """{"parameters": {"left": 10}}""");
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        JsonElement shown = await EndOfAsync((await response.JsonAsync()).GetProperty("execution_id").GetString()!);
        Assert.Equal("""{"left":10,"right":6}""", shown.GetProperty("parameters").GetRawText());

        using HttpRequestMessage wrong = ApiClient.Post($"/api/executions/{first}/rerun", """{"parameters": {"left": 1000, "x": 1}}""");
        using HttpResponseMessage refused = await host.Client.SendAsync(wrong);
        JsonElement problem = await refused.ProblemAsync(400, "invalid-input");
        Assert.Equal(["left", "x"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Secrets_must_be_given_again()
    {
        string first = (await host.Client.RunAsync("api_login", """{"user": "ann", "password": "correct horse"}""")).GetProperty("execution_id").GetString()!;
        JsonElement shown = await host.Client.GetJsonAsync($"/api/executions/{first}");
        Assert.Equal("""{"user":"ann","password":"***","tries":1}""", shown.GetProperty("parameters").GetRawText());

        using HttpResponseMessage refused = await host.Client.SendAsync(ApiClient.Post($"/api/executions/{first}/rerun"));
        JsonElement problem = await refused.ProblemAsync(400, "invalid-input");
        Assert.Equal("""{"password":["is a secret and must be sent again."]}""", problem.GetProperty("errors").GetRawText());

        using HttpRequestMessage request = ApiClient.Post($"/api/executions/{first}/rerun", """{"parameters": {"password": "correct horses"}}""");
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        JsonElement again = await EndOfAsync((await response.JsonAsync()).GetProperty("execution_id").GetString()!);
        Assert.Equal(15, again.GetProperty("result").GetInt32());
    }

    private async Task<JsonElement> EndOfAsync(string id)
    {
        using SseStream stream = await host.Client.StreamAsync(id);
        await stream.UntilAsync("complete");
        return await host.Client.GetJsonAsync($"/api/executions/{id}");
    }
}
