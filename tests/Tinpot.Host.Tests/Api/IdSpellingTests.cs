using System.Net;
using Tinpot.Executions;
using Tinpot.Host.Tests.Api.Support;

namespace Tinpot.Host.Tests.Api;

/// <summary>An id has one spelling, in paths, queries and bodies.</summary>
public class IdSpellingTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Digits = "0198c0de12347000800000000000000a";

    [Theory]
    [InlineData("0198c0de-1234-7000-8000-00000000000a", true)]
    [InlineData("0198C0DE-1234-7000-8000-00000000000A", true)]
    [InlineData(Digits, false)]
    [InlineData("{0198c0de-1234-7000-8000-00000000000a}", false)]
    [InlineData("+198c0de-1234-7000-8000-00000000000a", false)]
    [InlineData("0198c0de-+234-7000-8000-00000000000a", false)]
    [InlineData("0x98c0de-1234-7000-8000-00000000000a", false)]
    [InlineData(" 0198c0de-1234-7000-8000-00000000000a", false)]
    [InlineData("0198c0de-1234-7000-8000-00000000000a\n", false)]
    [InlineData("0198c0de-1234-7000-8000-0000000000 a", false)]
    [InlineData("0198c0de-1234-7000-8000-00000000000\uff21", false)]
    [InlineData("0198c0de1-234-7000-8000-00000000000a", false)]
    [InlineData("", false)]
    public void One_spelling_is_read(string text, bool taken)
    {
        Assert.Equal(taken, ExecutionIds.TryParse(text, out Guid id));
        if (taken)
            Assert.Equal(Guid.Parse(Digits), id);
    }

    [Theory]
    [InlineData("{0}", HttpStatusCode.OK)]
    [InlineData("%20{0}", HttpStatusCode.NotFound)]
    [InlineData("{0}%0a", HttpStatusCode.NotFound)]
    [InlineData("{0}%20", HttpStatusCode.NotFound)]
    [InlineData("+{0}", HttpStatusCode.NotFound)]
    public async Task Paths_queries_and_bodies_take_no_other(string form, HttpStatusCode expected)
    {
        string id = (await host.Client.RunAsync("api_add", """{"left": 1}""")).GetProperty("execution_id").GetString()!;
        string spelled = string.Format(null, form, form[0] == '+' ? id[1..] : id);
        foreach (string path in (string[])["", "/status", "/logs", "/stream"])
        {
            using HttpResponseMessage response = await host.Client.GetAsync($"/api/executions/{spelled}{path}", HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(expected, response.StatusCode);
        }

        bool taken = expected == HttpStatusCode.OK;
        using HttpResponseMessage list = await host.Client.GetAsync($"/api/executions?before={spelled}");
        Assert.Equal(taken ? HttpStatusCode.OK : HttpStatusCode.BadRequest, list.StatusCode);
        using HttpResponseMessage cancel = await host.Client.SendAsync(
            ApiClient.Post("/api/executions/cancel", $$"""{"ids": ["{{Uri.UnescapeDataString(spelled).Replace("\n", "\\n")}}"]}"""));
        Assert.Equal(taken ? HttpStatusCode.OK : HttpStatusCode.BadRequest, cancel.StatusCode);
    }
}
