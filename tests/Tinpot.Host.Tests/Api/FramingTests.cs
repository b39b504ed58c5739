using Tinpot.Host.Tests.Api.Support;
namespace Tinpot.Host.Tests.Api;

/// <summary>Bodies whose framing is wrong or unknown, written byte by byte.</summary>
public class FramingTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Validate = "/api/actions/api_print/validate";
    private const string Json = "Content-Type: application/json\r\n";

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFFF\r\n")]
    [InlineData("100000000\r\n{}")]
    [InlineData("7FFFFFFFF\r\n{}")]
    [InlineData("-1\r\n{}\r\n0\r\n\r\n")]
    [InlineData("g\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2\r\n{}xx0\r\n\r\n")]
    [InlineData("\r\n{}\r\n0\r\n\r\n")]
    public async Task Chunks_that_cannot_be_read_are_400_and_a_problem(string chunks)
    {
        foreach (string target in (string[])[Validate, "/api/executions/cancel", $"/api/executions/{Guid.NewGuid()}/cancel"])
        {
            (int status, _, string body) = await RawHttp.SendAsync(host.Address, "POST", target, Json + "Transfer-Encoding: chunked\r\n", chunks);
            Assert.True(status == 400, $"{status} {body}");
            Assert.Contains("urn:tinpot:bad-request", body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("gzip, chunked")]
    [InlineData("identity, chunked")]
    [InlineData("deflate,chunked")]
    [InlineData("chunked\r\nTransfer-Encoding: chunked")]
    public async Task A_transfer_coding_other_than_chunked_is_501_and_ends_the_connection(string coding)
    {
        foreach ((string method, string target) in ((string, string)[])[("POST", Validate), ("GET", "/api/actions"), ("POST", "/nothing"), ("POST", "/")])
        {
            (int status, string headers, string body) = await RawHttp.SendAsync(
                host.Address, method, target, $"{Json}Transfer-Encoding: {coding}\r\n", "2\r\n{}\r\n0\r\n\r\n");
            if (target == "/nothing")
            {
                // Not an address of ours, and nothing reads its body
                Assert.Equal(404, status);
                continue;
            }

            Assert.True(status is 501 or 400, $"{status} {body}");
            Assert.Contains("Connection: close", headers, StringComparison.OrdinalIgnoreCase);
            if (status == 501)
                Assert.Contains("urn:tinpot:transfer-coding", body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("br", 415)]
    [InlineData("gzip", 415)]
    [InlineData("deflate", 415)]
    [InlineData("identity, gzip", 415)]
    [InlineData("nonsense", 415)]
    [InlineData("identity", 200)]
    [InlineData("IDENTITY", 200)]
    public async Task A_content_coding_is_415(string coding, int expected)
    {
        (int status, _, string body) = await RawHttp.SendAsync(
            host.Address, "POST", Validate, $"{Json}Content-Encoding: {coding}\r\nContent-Length: 2\r\n", "{}");
        Assert.True(status == expected, $"{status} {body}");
        if (expected == 415)
            Assert.Contains("urn:tinpot:encoded-body", body, StringComparison.Ordinal);
    }

    /// <summary>An orchestrator asks by the address of a pod, and an old one without a name of the host.</summary>
    [Theory]
    [InlineData("GET /health HTTP/1.0\r\n\r\n")]
    [InlineData("GET /ready HTTP/1.0\r\n\r\n")]
    [InlineData("HEAD /health HTTP/1.0\r\n\r\n")]
    [InlineData("GET /health HTTP/1.1\r\nHost: 10.1.2.3:8080\r\n\r\n")]
    [InlineData("GET /ready HTTP/1.1\r\nHost: 10.1.2.3:8080\r\n\r\n")]
    [InlineData("GET /health HTTP/1.1\r\nHost: a.b\r\nX-Forwarded-For: 192.0.2.1\r\nVia: 1.1 proxy\r\n\r\n")]
    [InlineData("GET /health HTTP/1.1\r\nHost: a.b\r\nOrigin: https://evil.example\r\nSec-Fetch-Site: cross-site\r\n\r\n")]
    public async Task Health_checks_pass_without_guards(string request)
    {
        (int status, string headers, _) = await RawHttp.SendAsync(host.Address, request);
        Assert.Equal(200, status);
        Assert.Contains("nosniff", headers, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /api/actions HTTP/1.0\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: 10.1.2.3:8080\r\n\r\n")]
    [InlineData("POST /health HTTP/1.1\r\nHost: 10.1.2.3:8080\r\nContent-Length: 0\r\n\r\n")]
    public async Task Everything_else_does_not(string request) =>
        Assert.Equal(403, (await RawHttp.SendAsync(host.Address, request)).Status);
}
