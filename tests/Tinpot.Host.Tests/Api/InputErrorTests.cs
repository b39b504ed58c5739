using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Tinpot.Host.Tests.Api.Support;

namespace Tinpot.Host.Tests.Api;

/// <summary>Every way a request can be wrong, and what is answered.</summary>
public class InputErrorTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("""{"parameters": {"left": 1""", "$", "line 1, column ")]
    [InlineData("{\n  \"parameters\": {\"left\": 1,}\n}", "$", "line 2, column 28")]
    [InlineData("""{"parameters": {"left": 1}} x""", "$", "line 1, column 29")]
    [InlineData("""{"parameters": {"left": 01}}""", "$", "Malformed JSON")]
    [InlineData("""{"parameters": {"left": NaN}}""", "$", "Malformed JSON")]
    [InlineData("   ", "$", "Malformed JSON")]
    [InlineData("[]", "$", "must be an object")]
    [InlineData("null", "$", "must be an object")]
    [InlineData("""{"paramters": {"left": 1}}""", "$.paramters", "did you mean 'parameters'")]
    [InlineData("""{"left": 1}""", "$.left", "put it under `parameters`")]
    [InlineData("""{"parameters": {"left": 1}, "xyzzy": 1}""", "$.xyzzy", "is not a member")]
    [InlineData("""{"parameters": {"left": 1}, "parameters": {"left": 1}}""", "$.parameters", "given twice")]
    [InlineData("""{"parameters": {"left": 1, "left": 1}}""", "left", "")]
    [InlineData("""{"parameters": {"lefft": 1, "left": 1}}""", "lefft", "left")]
    [InlineData("""{"parameters": {"Left": 1}}""", "Left", "left")]
    [InlineData("""{"parameters": null}""", "$", "")]
    [InlineData("""{"parameters": []}""", "$", "")]
    [InlineData("""{"parameters": {}}""", "left", "")]
    [InlineData(null, "left", "")]
    [InlineData("""{"parameters": {"left": "1"}}""", "left", "")]
    [InlineData("""{"parameters": {"left": 1.5}}""", "left", "")]
    [InlineData("""{"parameters": {"left": 1e400}}""", "left", "")]
    [InlineData("""{"parameters": {"left": 99999999999}}""", "left", "")]
    [InlineData("""{"parameters": {"left": 101}}""", "left", "100")]
    [InlineData("""{"parameters": {"left": null}}""", "left", "")]
    [InlineData("""{"parameters": {"left": 1}, "run_at": "2030-01-01T00:00:00"}""", "$.run_at", "offset")]
    [InlineData("""{"parameters": {"left": 1}, "run_at": 5}""", "$.run_at", "offset")]
    [InlineData("""{"parameters": {"left": 1}, "run_at": "2030-01-01T00:00:00Z", "delay_seconds": 1}""", "$.delay_seconds", "cannot be combined with run_at")]
    [InlineData("""{"parameters": {"left": 1}, "delay_seconds": -1}""", "$.delay_seconds", "seconds")]
    [InlineData("""{"parameters": {"left": 1}, "delay_seconds": "5"}""", "$.delay_seconds", "seconds")]
    [InlineData("""{"parameters": {"left": 1}, "priority": 3}""", "$.priority", "0 (low)")]
    [InlineData("""{"parameters": {"left": 1}, "priority": 1.5}""", "$.priority", "0 (low)")]
    [InlineData("""{"parameters": {"left": 1, "\ud800": 1}}""", null, "")]
    [InlineData("""{"\ud800": 1}""", null, "")]
    public async Task Input_that_is_wrong_is_400_and_says_where(string? body, string? path, string message)
    {
        foreach (string verb in (string[])["execute", "sync_execute", "validate"])
        {
            using HttpRequestMessage request = ApiClient.Post($"/api/actions/api_add/{verb}", body);
            using HttpResponseMessage response = await host.Client.SendAsync(request);
            JsonElement problem = await response.ProblemAsync(400, "invalid-input");
            JsonElement errors = problem.GetProperty("errors");
            if (path is null)
                continue;
            Assert.True(errors.TryGetProperty(path, out JsonElement messages), errors.GetRawText());
            Assert.Contains(message, messages[0].GetString());
        }
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        using HttpRequestMessage request = ApiClient.Post(
            "/api/actions/api_add/execute",
            """{"parameters": {"left": 101, "right": "x", "more": 1}, "right": 1, "priority": 7, "run_at": "soon"}""",
            ("Idempotency-Key", "not visible"));
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        JsonElement problem = await response.ProblemAsync(400, "invalid-input");
        Assert.Equal(
            ["$", "$.priority", "$.right", "$.run_at", "left", "more", "right"],
            problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Deep_nesting_is_400()
    {
        string deep = new string('[', 10_000) + new string(']', 10_000);
        using HttpRequestMessage request = ApiClient.Post("/api/actions/api_add/execute", $$$"""{"parameters": {"left": {{{deep}}}}}""");
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        await response.ProblemAsync(400, "invalid-input");
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("ids")]
    [InlineData("twice")]
    public async Task A_list_of_ids_with_many_faults_makes_a_small_answer(string kind)
    {
        string name = new('x', 2_000);
        string body = kind switch
        {
            "unknown" => $$"""{ {{string.Join(',', Enumerable.Range(0, 400).Select(i => $"\"{name}{i}\":1"))}} }""",
            "ids" => $$"""{"ids":[{{string.Join(',', Enumerable.Repeat("1", 200_000))}}]}""",
            _ => $$"""{ {{string.Join(',', Enumerable.Repeat("\"ids\":[]", 50_000))}} }""",
        };
        using HttpResponseMessage response = await host.Client.SendAsync(ApiClient.Post("/api/executions/cancel", body));
        await response.ProblemAsync(400, "invalid-input");
        Assert.InRange((await response.Content.ReadAsStringAsync()).Length, 1, 64 * 1024);
    }

    [Fact]
    public async Task A_byte_order_mark_is_taken() => await ValidateAsync([0xEF, 0xBB, 0xBF, .. "{\"parameters\": {\"left\": 1}}"u8], 200);

    [Theory]
    [InlineData("utf-16", true, "UTF-16")]
    [InlineData("utf-16", false, "UTF-16")]
    [InlineData("utf-16BE", true, "UTF-16")]
    [InlineData("utf-32", true, "UTF-32")]
    [InlineData("utf-32", false, "UTF-32")]
    [InlineData("utf-32BE", true, "UTF-32")]
    public async Task Another_encoding_is_named(string encoding, bool marked, string name)
    {
        var text = Encoding.GetEncoding(encoding);
        Assert.Contains($"The body is {name}", await ValidateAsync([.. marked ? text.GetPreamble() : [], .. text.GetBytes("{\"parameters\": {\"left\": 1}}")], 400));
    }

    private async Task<string> ValidateAsync(byte[] body, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/actions/api_add/validate") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    [Fact]
    public async Task What_is_not_utf8_is_400()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/actions/api_add/execute")
        {
            Content = new ByteArrayContent([.. "{\"parameters\": {\"left\": \""u8, 0xC3, 0x28, .. "\"}}"u8]),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        Assert.Contains("UTF-8", (await response.ProblemAsync(400, "invalid-input")).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/jsonx")]
    [InlineData(null)]
    public async Task A_body_that_is_not_json_is_415(string? type)
    {
        foreach (string path in (string[])["/api/actions/api_print/execute", "/api/actions/api_print/sync_execute", "/api/actions/api_print/validate", "/api/executions/cancel"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent("{}"u8.ToArray()) };
            if (type is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            using HttpResponseMessage response = await host.Client.SendAsync(request);
            await response.ProblemAsync(415, "not-json");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_the_limit_is_413_with_and_without_a_length(bool chunked)
    {
        byte[] body = Encoding.UTF8.GetBytes($$$"""{"parameters": {"name": "{{{new string('x', 1024 * 1024)}}}"}}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/actions/api_outer/execute") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = chunked;
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        await response.ProblemAsync(413, "body-too-large");
    }

    [Fact]
    public async Task A_body_just_under_the_limit_is_read()
    {
        const string frame = """{"parameters": {"name": ""}}""";
        string name = new('x', 1024 * 1024 - frame.Length);
        using HttpRequestMessage request = ApiClient.Post("/api/actions/api_outer/validate", frame.Replace("\"\"", $"\"{name}\"", StringComparison.Ordinal));
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        Assert.Equal("{}", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET", "/api/actions/{0}")]
    [InlineData("POST", "/api/actions/{0}/execute")]
    [InlineData("POST", "/api/actions/{0}/sync_execute")]
    [InlineData("POST", "/api/actions/{0}/validate")]
    public async Task An_unknown_action_is_404_and_the_nearest_is_named(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), string.Format(null, path, "api_ad"));
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        Assert.Contains("Did you mean 'api_add'?", (await response.ProblemAsync(404, "unknown-action")).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/status")]
    [InlineData("GET", "/stream")]
    [InlineData("GET", "/logs")]
    [InlineData("POST", "/cancel")]
    [InlineData("POST", "/rerun")]
    public async Task An_unknown_execution_is_404(string method, string path)
    {
        foreach (string id in (string[])[Guid.CreateVersion7().ToString(), "nonsense", "..%2f..%2fetc", "00000000000000000000000000000000"])
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/executions/{id}{path}");
            using HttpResponseMessage response = await host.Client.SendAsync(request);
            await response.ProblemAsync(404, "unknown-execution");
        }
    }

    [Theory]
    [InlineData("/api/executions?limit=0", "limit")]
    [InlineData("/api/executions?limit=201", "limit")]
    [InlineData("/api/executions?limit=x", "limit")]
    [InlineData("/api/executions?limit=1&limit=2", "limit")]
    [InlineData("/api/executions?state=success", "state")]
    [InlineData("/api/executions?state=SUCCESS&state=5", "state")]
    [InlineData("/api/executions?before=x", "before")]
    [InlineData("/api/executions?since=yesterday", "since")]
    [InlineData("/api/executions?since=2026-01-31T18:30:00", "since")]
    [InlineData("/api/executions?until=2026-01-31T18:30:00+01:00", "until")]
    [InlineData("/api/executions?until=2026-02-30T18:30:00Z", "until")]
    [InlineData("/api/executions?requested_by=a&requested_by=b", "requested_by")]
    [InlineData("/api/executions?limit=0&before=x", "before")]
    [InlineData("/api/executions/{id}/logs?format=xml", "format")]
    [InlineData("/api/executions/{id}/logs?after=1", "after")]
    [InlineData("/api/executions/{id}/logs?before=-1-2", "before")]
    [InlineData("/api/executions/{id}/logs?from_line=0", "from_line")]
    [InlineData("/api/executions/{id}/logs?limit=-1", "limit")]
    [InlineData("/api/executions/{id}/logs?tail=1.5", "tail")]
    [InlineData("/api/executions/{id}/logs?tail=1&limit=1", "tail")]
    [InlineData("/api/executions/{id}/logs?level=LOUD", "level")]
    public async Task A_bad_query_value_is_400_and_named(string path, string name)
    {
        if (path.Contains("{id}"))
            path = path.Replace("{id}", await host.Client.ExecuteAsync("api_print"));
        using HttpResponseMessage response = await host.Client.GetAsync(path);
        JsonElement problem = await response.ProblemAsync(400, "invalid-query");
        Assert.True(problem.GetProperty("errors").TryGetProperty(name, out _), problem.GetRawText());
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("3601")]
    [InlineData("1,5")]
    [InlineData("NaN")]
    public async Task A_bad_timeout_is_400_and_starts_nothing(string timeout)
    {
        using HttpRequestMessage request = ApiClient.Post($"/api/actions/api_print/sync_execute?timeout={timeout}");
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        await response.ProblemAsync(400, "invalid-query");
    }

    [Theory]
    [InlineData("""{}""", "ids")]
    [InlineData(null, "ids")]
    [InlineData("""[]""", "ids")]
    [InlineData("""{"ids": "x"}""", "ids")]
    [InlineData("""{"ids": ["x", {}]}""", "ids[1]")]
    [InlineData("""{"ids": [], "id": 1}""", "id")]
    [InlineData("""{"ids": [], "ids": []}""", "ids")]
    [InlineData("""{"ids": [""", "$")]
    public async Task A_bad_bulk_cancel_is_400(string? body, string path)
    {
        using HttpRequestMessage request = ApiClient.Post("/api/executions/cancel", body);
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        JsonElement problem = await response.ProblemAsync(400, "invalid-input");
        Assert.True(problem.GetProperty("errors").TryGetProperty(path, out _), problem.GetRawText());
    }

    [Fact]
    public async Task A_bulk_cancel_of_more_than_200_is_400()
    {
        string ids = string.Join(",", Enumerable.Range(0, 201).Select(_ => $"\"{Guid.NewGuid()}\""));
        using HttpRequestMessage request = ApiClient.Post("/api/executions/cancel", $$"""{"ids": [{{ids}}]}""");
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        await response.ProblemAsync(400, "invalid-input");
    }

    [Theory]
    [InlineData("/api/actions/api_add/execute")]
    [InlineData("/api/actions/api_add/sync_execute")]
    [InlineData("/api/actions/api_add/validate")]
    [InlineData("/api/executions/cancel")]
    public async Task Nothing_that_changes_state_answers_to_get(string path)
    {
        using HttpResponseMessage response = await host.Client.GetAsync(path);
        Assert.True((int)response.StatusCode is 405 or 404, response.ToString());
    }
}
