using System.Net;
using System.Net.Sockets;
using System.Text;
using Tinpot.Host.Tests.Api.Support;

namespace Tinpot.Host.Tests.Http;

/// <summary>What is refused before anything is looked at.</summary>
public class GuardTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("Origin", "https://evil.example", "foreign-origin")]
    [InlineData("Origin", "null", "foreign-origin")]
    [InlineData("Origin", "http://127.0.0.1", "foreign-origin")]
    [InlineData("Origin", "http://127.0.0.1.evil.example", "foreign-origin")]
    [InlineData("Origin", "", "foreign-origin")]
    [InlineData("Sec-Fetch-Site", "cross-site", "foreign-origin")]
    [InlineData("Sec-Fetch-Site", "same-site", "foreign-origin")]
    [InlineData("Sec-Fetch-Site", "SAME-ORIGIN", "foreign-origin")]
    [InlineData("Host", "evil.example", "unknown-host")]
    [InlineData("Host", "evil.example:8000", "unknown-host")]
    [InlineData("Host", "localhost.evil.example", "unknown-host")]
    [InlineData("Host", "127.0.0.1.evil.example", "unknown-host")]
    [InlineData("Host", "0.0.0.0", "unknown-host")]
    [InlineData("Host", "192.0.2.1", "unknown-host")]
    [InlineData("Forwarded", "for=192.0.2.1", "proxied-anonymous")]
    [InlineData("X-Forwarded-For", "192.0.2.1", "proxied-anonymous")]
    [InlineData("X-Forwarded-Proto", "https", "proxied-anonymous")]
    [InlineData("x-forwarded-anything", "", "proxied-anonymous")]
    [InlineData("Via", "1.1 proxy", "proxied-anonymous")]
    [InlineData("X-Forwarded", "for=192.0.2.1", "proxied-anonymous")]
    [InlineData("X-Original-Forwarded-For", "192.0.2.1", "proxied-anonymous")]
    [InlineData("X-Real-IP", "192.0.2.1", "proxied-anonymous")]
    [InlineData("x-real-ip", "", "proxied-anonymous")]
    [InlineData("CF-Connecting-IP", "192.0.2.1", "proxied-anonymous")]
    [InlineData("CF-Ray", "8a1-FRA", "proxied-anonymous")]
    [InlineData("CDN-Loop", "cloudflare", "proxied-anonymous")]
    [InlineData("True-Client-IP", "192.0.2.1", "proxied-anonymous")]
    [InlineData("Fastly-Client-IP", "192.0.2.1", "proxied-anonymous")]
    [InlineData("X-Envoy-External-Address", "192.0.2.1", "proxied-anonymous")]
    [InlineData("X-Client-IP", "192.0.2.1", "proxied-anonymous")]
    [InlineData("X-Cluster-Client-IP", "192.0.2.1", "proxied-anonymous")]
    [InlineData("X-Amzn-Trace-Id", "Root=1-67891233-abcdef012345678912345678", "proxied-anonymous")]
    [InlineData("X-Azure-ClientIP", "192.0.2.1", "proxied-anonymous")]
    [InlineData("Tailscale-User-Login", "a@example.com", "proxied-anonymous")]
    public async Task A_state_change_with_a_foreign_mark_is_403_whether_the_target_exists_or_not(string header, string value, string slug)
    {
        foreach (string path in (string[])["/api/actions/api_print/execute", "/api/actions/nonsense/execute", $"/api/executions/{Guid.NewGuid()}/cancel", "/api/executions/cancel"])
        {
            using HttpRequestMessage request = ApiClient.Post(path, "{}", (header, value));
            using HttpResponseMessage response = await host.Client.SendAsync(request);
            await response.ProblemAsync(403, slug);
        }
    }

    [Theory]
    [InlineData("Host", "evil.example", "unknown-host", "TINPOT_HOSTS")]
    [InlineData("Via", "1.1 proxy", "proxied-anonymous", "TINPOT_AUTH=none")]
    [InlineData("X-Forwarded-For", "192.0.2.1", "proxied-anonymous", "TINPOT_AUTH=none")]
    public async Task Reading_is_refused_too_and_told_what_to_set(string header, string value, string slug, string setting)
    {
        foreach (string path in (string[])["/api/actions", "/api/executions", "/", "/assets/x/y"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation(header, value);
            using HttpResponseMessage response = await host.Client.SendAsync(request);
            Assert.Contains(setting, (await response.ProblemAsync(403, slug)).GetProperty("detail").GetString());
        }
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Host", "localhost")]
    [InlineData("Host", "LOCALHOST:1234")]
    [InlineData("Host", "[::1]:8000")]
    [InlineData("Host", "127.0.0.5")]
    [InlineData("Origin", "own")]
    public async Task Our_own_marks_pass(string header, string value)
    {
        if (value == "own")
            value = $"http://{host.Address.Authority}";
        using HttpRequestMessage request = ApiClient.Post("/api/actions/api_print/validate", "{}", (header, value));
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_request_without_a_host_name_is_403()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(host.Address.Host, host.Address.Port);
        await socket.GetStream().WriteAsync("GET /api/actions HTTP/1.0\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(socket.GetStream(), Encoding.UTF8);
        Assert.Contains(" 403 ", await reader.ReadLineAsync());
    }

    [Fact]
    public async Task Listed_hosts_pass_as_host_and_as_origin()
    {
        await using ApiHost listed = await ApiHost.StartAsync(options => options.Hosts = ["ops.example.com", "other.example:8443"]);
        await ExpectAsync(listed, HttpStatusCode.OK, ("Host", "ops.example.com"), ("Origin", "https://ops.example.com"));
        await ExpectAsync(listed, HttpStatusCode.OK, ("Host", "ops.example.com:9999"));
        await ExpectAsync(listed, HttpStatusCode.OK, ("Host", "other.example:8443"));
        await ExpectAsync(listed, HttpStatusCode.OK, ("Origin", "https://ops.example.com"));
        await ExpectAsync(listed, HttpStatusCode.Forbidden, ("Host", "other.example"));
        await ExpectAsync(listed, HttpStatusCode.Forbidden, ("Host", "ops.example.com.evil.example"));
        await ExpectAsync(listed, HttpStatusCode.Forbidden, ("Origin", "https://ops.example.com.evil.example"));
        await ExpectAsync(listed, HttpStatusCode.Forbidden, ("Origin", "https://ops.example.com@evil.example"));
    }

    [Fact]
    public async Task Auth_none_lets_a_proxy_through_and_nothing_else()
    {
        await using ApiHost open = await ApiHost.StartAsync(options => options.Auth = "none");
        await ExpectAsync(open, HttpStatusCode.OK, ("X-Forwarded-For", "192.0.2.1"), ("Via", "1.1 proxy"), ("Forwarded", "for=192.0.2.1"));
        await ExpectAsync(open, HttpStatusCode.Forbidden, ("Origin", "https://evil.example"));
        await ExpectAsync(open, HttpStatusCode.Forbidden, ("Host", "evil.example"));
    }

    [Theory]
    [InlineData("GET", "/api/actions")]
    [InlineData("GET", "/api/actions/nonsense")]
    [InlineData("GET", "/health")]
    [InlineData("POST", "/api/actions/api_print/validate")]
    public async Task Every_answer_carries_the_headers_a_browser_minds(string method, string path)
    {
        using HttpResponseMessage response = await host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static async Task ExpectAsync(ApiHost host, HttpStatusCode expected, params (string, string)[] headers)
    {
        using HttpRequestMessage request = ApiClient.Post("/api/actions/api_print/validate", "{}", headers);
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        Assert.True(response.StatusCode == expected, $"{string.Join(' ', headers)}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }
}
