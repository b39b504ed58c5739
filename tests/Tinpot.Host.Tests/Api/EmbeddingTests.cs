using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Tinpot.Host.Tests.Api.Support;

namespace Tinpot.Host.Tests.Api;

/// <summary>Tinpot inside an ordinary application, beside its own routes.</summary>
public class EmbeddingTests
{
    private static void Around(WebApplication app)
    {
        app.MapGet("/", () => "own page");
        app.MapPost("/own", async (HttpContext context) => $"own {await new StreamReader(context.Request.Body).ReadToEndAsync()}");
        app.MapTinpot("/ops");
        app.MapFallback(() => Results.Text("own fallback", statusCode: 404));
    }

    [Fact]
    public async Task Actions_run_under_the_path_they_are_mapped_at()
    {
        await using ApiHost host = await ApiHost.StartAsync(_ => { }, around: Around);
        using HttpRequestMessage request = ApiClient.Post("/ops/api/actions/api_add/sync_execute", """{"parameters": {"left": 1}}""");
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        JsonElement answer = await response.JsonAsync();
        Assert.Equal(3, answer.GetProperty("result").GetInt32());
        string location = response.Headers.Location!.OriginalString;
        Assert.Equal($"/ops/api/executions/{answer.GetProperty("execution_id").GetString()}", location);
        Assert.Equal("SUCCESS", (await host.Client.GetJsonAsync(location)).GetProperty("state").GetString());

        using HttpRequestMessage started = ApiClient.Post("/ops/api/actions/api_print/execute");
        using HttpResponseMessage accepted = await host.Client.SendAsync(started);
        string stream = (await accepted.JsonAsync()).GetProperty("stream_url").GetString()!;
        Assert.StartsWith("/ops/api/executions/", stream);
        Assert.Contains("\"type\":\"complete\"", await host.Client.GetStringAsync(stream));
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Host", "own.example")]
    [InlineData("X-Forwarded-For", "192.0.2.1")]
    public async Task The_routes_of_the_application_stay_as_they_were(string header, string value)
    {
        await using ApiHost host = await ApiHost.StartAsync(_ => { }, around: Around);
        using HttpRequestMessage post = ApiClient.Post("/own", "text", (header, value));
        using HttpResponseMessage own = await host.Client.SendAsync(post);
        Assert.Equal("own text", await own.Content.ReadAsStringAsync());
        Assert.False(own.Headers.Contains("Content-Security-Policy"));
        Assert.False(own.Headers.Contains("X-Content-Type-Options"));

        using HttpRequestMessage ours = ApiClient.Post("/ops/api/actions/api_print/execute", null, (header, value));
        using HttpResponseMessage refused = await host.Client.SendAsync(ours);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        Assert.Equal("own page", await host.Client.GetStringAsync("/"));
        foreach (string elsewhere in (string[])["/api/actions", "/health", "/nowhere"])
        {
            using HttpResponseMessage fallback = await host.Client.GetAsync(elsewhere);
            Assert.Equal("own fallback", await fallback.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Links_carry_the_path_base_of_the_application_and_the_root_path()
    {
        await using ApiHost host = await ApiHost.StartAsync(options => options.RootPath = "/outside", around: app =>
        {
            app.UsePathBase("/site");
            app.UseRouting();
            Around(app);
        });
        using HttpRequestMessage request = ApiClient.Post("/site/ops/api/actions/api_print/execute");
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        Assert.StartsWith("/outside/site/ops/api/executions/", response.Headers.Location!.OriginalString);
    }
}
