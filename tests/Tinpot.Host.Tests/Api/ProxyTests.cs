using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace Tinpot.Host.Tests.Api;

/// <summary>A subpath behind a real nginx, whether it strips the prefix or not.</summary>
public class ProxyTests
{
    private const string Headers = """
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Page_api_and_stream_work_under_a_subpath(bool strips)
    {
        await using ApiHost host = await StartHostAsync("none");
        await using Nginx nginx = await Nginx.StartAsync($"location /tinpot/ {{ proxy_pass {host.Address.GetLeftPart(UriPartial.Authority)}{(strips ? "/" : "")}; {Headers} }}");

        string page = await nginx.Client.GetStringAsync("/tinpot/");
        Assert.Contains("Tinpot", page);
        Assert.Contains("<base href=\"/tinpot/\"", page);
        Assert.True((await nginx.Client.GetJsonAsync("/tinpot/api/actions")).TryGetProperty("api_gate", out _));

        string gate = Gates.New();
        using HttpRequestMessage request = ApiClient.Post(
            "/tinpot/api/actions/api_gate/execute",
            $$$"""{"parameters": {"gate": "{{{gate}}}"}}""",
            ("Origin", $"http://{nginx.Address.Authority}"),
            ("Sec-Fetch-Site", "same-origin"));
        using HttpResponseMessage response = await nginx.Client.SendAsync(request);
        JsonElement answer = await response.JsonAsync();
        string id = answer.GetProperty("execution_id").GetString()!, stream = answer.GetProperty("stream_url").GetString()!;
        Assert.Equal($"/tinpot/api/executions/{id}/stream", stream);
        Assert.Equal($"/tinpot/api/executions/{id}", response.Headers.Location?.OriginalString);

        // The action waits at its gate: what arrives now was not held back by anybody
        var watch = Stopwatch.StartNew();
        HttpResponseMessage streaming = await nginx.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, stream), HttpCompletionOption.ResponseHeadersRead);
        using var events = new SseStream(streaming);
        await events.UntilAsync("log");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"The first line took {watch.Elapsed}.");
        Assert.Equal("STARTED", (await nginx.Client.GetJsonAsync($"/tinpot/api/executions/{id}/status")).GetProperty("state").GetString());
        Gates.Open(gate);
        Assert.Equal("SUCCESS", (await events.UntilAsync("complete")).Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Without_authentication_what_comes_through_a_proxy_is_403_with_the_sentence()
    {
        await using ApiHost host = await StartHostAsync(null);
        await using Nginx nginx = await Nginx.StartAsync($"location /tinpot/ {{ proxy_pass {host.Address.GetLeftPart(UriPartial.Authority)}; {Headers} }}");
        foreach (string path in (string[])["/tinpot/", "/tinpot/api/actions"])
        {
            using HttpResponseMessage response = await nginx.Client.GetAsync(path);
            Assert.Contains("TINPOT_AUTH=none", (await response.ProblemAsync(403, "proxied-anonymous")).GetProperty("detail").GetString());
        }

        using HttpResponseMessage started = await nginx.Client.SendAsync(ApiClient.Post("/tinpot/api/actions/api_print/execute"));
        Assert.Equal(HttpStatusCode.Forbidden, started.StatusCode);
    }

    private static Task<ApiHost> StartHostAsync(string? auth) =>
        ApiHost.StartAsync(options => (options.RootPath, options.Auth) = ("/tinpot", auth), around: app =>
        {
            app.UsePathBase("/tinpot");
            app.UseRouting();
            app.MapTinpot();
        });
}
