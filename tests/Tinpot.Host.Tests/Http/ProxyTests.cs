using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Tinpot.Host.Tests.Api.Support;

namespace Tinpot.Host.Tests.Http;

/// <summary>A subpath behind a real nginx with the block of the operator guide, whether it strips the prefix or not.</summary>
public class ProxyTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Page_api_and_stream_work_under_a_subpath(bool strips)
    {
        await using ApiHost host = await StartHostAsync("none");
        await using Nginx nginx = await Nginx.StartAsync(Guide(host, strips));

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
        await using Nginx nginx = await Nginx.StartAsync(Guide(host));
        foreach (string path in (string[])["/tinpot/", "/tinpot/api/actions"])
        {
            using HttpResponseMessage response = await nginx.Client.GetAsync(path);
            Assert.Contains("TINPOT_AUTH=none", (await response.ProblemAsync(403, "proxied-anonymous")).GetProperty("detail").GetString());
        }

        using HttpResponseMessage started = await nginx.Client.SendAsync(ApiClient.Post("/tinpot/api/actions/api_print/execute"));
        Assert.Equal(HttpStatusCode.Forbidden, started.StatusCode);
    }

    /// <summary>As curl -X POST sends it: no body, and no header that says so. The browser's Origin has the port of the proxy.</summary>
    [Fact]
    public async Task A_post_without_a_body_works_through_the_proxy()
    {
        await using ApiHost host = await StartHostAsync("none");
        await using Nginx nginx = await Nginx.StartAsync(Guide(host));

        JsonElement started = await PostAsync(nginx, "/tinpot/api/actions/api_print/execute", 200);
        string execution = $"/tinpot/api/executions/{started.GetProperty("execution_id").GetString()}";
        using HttpResponseMessage streaming = await nginx.Client.GetAsync($"{execution}/stream", HttpCompletionOption.ResponseHeadersRead);
        using var events = new SseStream(streaming);
        await events.UntilAsync("complete");

        await PostAsync(nginx, $"{execution}/rerun", 200);
        await PostAsync(nginx, $"{execution}/cancel", 409);
    }

    private static async Task<JsonElement> PostAsync(Nginx nginx, string target, int expected)
    {
        string origin = $"http://{nginx.Address.Authority}";
        (int status, _, string body) = await RawHttp.SendAsync(
            nginx.Address, $"POST {target} HTTP/1.1\r\nHost: {nginx.Address.Authority}\r\nOrigin: {origin}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\r\n");
        Assert.True(status == expected, $"{target}: {status} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>The block of the guide, with the address of a host for the guide's.</summary>
    private static string Guide(ApiHost host, bool strips = false)
    {
        const string address = "proxy_pass http://127.0.0.1:8000;";
        string guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operator-guide.md")).ReplaceLineEndings("\n");
        string block = guide.Split("```nginx\n")[1].Split("```")[0];
        Assert.Contains(address, block);
        return block.Replace(address, $"proxy_pass {host.Address.GetLeftPart(UriPartial.Authority)}{(strips ? "/" : "")};", StringComparison.Ordinal);
    }

    private static Task<ApiHost> StartHostAsync(string? auth) =>
        ApiHost.StartAsync(options => (options.RootPath, options.Auth) = ("/tinpot", auth), around: app =>
        {
            app.UsePathBase("/tinpot");
            app.UseRouting();
            app.MapTinpot();
        });
}
