using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Tinpot.Host.Tests.Api.Support;
using Tinpot.Http.Routing;

namespace Tinpot.Host.Tests.Http;

/// <summary>An address or a method that the API does not have.</summary>
public class UnknownRouteTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("GET", "/api")]
    [InlineData("GET", "/api/")]
    [InlineData("GET", "/api/action")]
    [InlineData("POST", "/api/executions/1/2/3")]
    [InlineData("DELETE", "/api/%20")]
    public async Task An_address_that_is_none_is_a_problem(string method, string path)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        using HttpResponseMessage response = await host.Client.SendAsync(request);

        JsonElement problem = await response.ProblemAsync(404, "unknown-route");
        Assert.Equal("There is nothing at this address. The API is below /api/actions and /api/executions.", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("POST", "/api/actions", "GET")]
    [InlineData("PUT", "/api/actions/api_add", "GET")]
    [InlineData("GET", "/api/actions/api_add/execute", "POST")]
    // It is the id of no execution, but an address of one
    [InlineData("GET", "/api/executions/cancel/cancel", "POST")]
    [InlineData("POST", "/", "GET, HEAD")]
    [InlineData("OPTIONS", "/", "GET, HEAD")]
    [InlineData("TRACE", "/", "GET, HEAD")]
    [InlineData("PUT", "/health", "GET, HEAD")]
    [InlineData("DELETE", "/ready", "GET, HEAD")]
    [InlineData("POST", "/assets/x/y.js", "GET, HEAD")]
    public async Task A_method_that_is_none_is_told_what_there_is(string method, string path, string allowed)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        using HttpResponseMessage response = await host.Client.SendAsync(request);

        JsonElement problem = await response.ProblemAsync(405, "wrong-method");
        Assert.Equal($"This address requires {allowed}.", problem.GetProperty("detail").GetString());
        Assert.Equal(allowed.Split(", "), response.Content.Headers.Allow);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Theory]
    [InlineData("/assets", "unknown-route")]
    [InlineData("/assets/", "unknown-route")]
    [InlineData("/assets/x", "unknown-file")]
    [InlineData("/assets/x/y.js", "unknown-file")]
    public async Task A_file_that_is_none_is_a_problem(string path, string slug)
    {
        using HttpResponseMessage response = await host.Client.GetAsync(path);
        await response.ProblemAsync(404, slug);
    }

    /// <summary>A host of its own has no routes but ours, and a subpath.</summary>
    [Theory]
    [InlineData("GET", "/tinpot", 200)]
    [InlineData("GET", "/tinpot/", 200)]
    [InlineData("GET", "/tinpot//", 200)]
    [InlineData("GET", "/tinpot///", 200)]
    [InlineData("GET", "//", 200)]
    [InlineData("GET", "/TINPOT/", 200)]
    [InlineData("GET", "/tinpot/health", 200)]
    [InlineData("GET", "/tinpotx", 404)]
    [InlineData("GET", "/other/", 404)]
    [InlineData("GET", "/tinpot//api/actions", 404)]
    [InlineData("GET", "/tinpot/assets", 404)]
    [InlineData("GET", "/favicon.ico", 404)]
    [InlineData("POST", "/tinpot/x/y", 404)]
    [InlineData("POST", "/tinpot//", 405)]
    [InlineData("PUT", "/tinpot/ready", 405)]
    public async Task A_host_of_its_own_answers_every_address(string method, string path, int status)
    {
        await using ApiHost own = await ApiHost.StartAsync(options => options.RootPath = "/tinpot", around: app =>
        {
            app.UsePathBase("/tinpot");
            app.UseOwnRouting();
            app.MapTinpot();
        });
        // Written out, because a client library tidies such addresses
        (int answered, string headers, string body) = await RawHttp.SendAsync(own.Address, method, path, "Content-Length: 0\r\n");
        Assert.True(answered == status, $"{answered} {body}");
        Assert.Contains("X-Content-Type-Options: nosniff", headers, StringComparison.Ordinal);
        if (status != 200)
            Assert.Contains("\"type\":\"urn:tinpot:", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_our_addresses_nothing_changes()
    {
        using HttpResponseMessage response = await host.Client.GetAsync("/apis");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Routes_of_the_application_below_api_are_still_its_own()
    {
        await using ApiHost host = await ApiHost.StartAsync(_ => { }, around: app =>
        {
            app.MapGet("/api/own", () => "own");
            app.MapGet("/api/{**rest}", (string rest) => "own " + rest);
            app.MapTinpot();
        });

        Assert.Equal("own", await host.Client.GetStringAsync("/api/own"));
        Assert.Equal("own else", await host.Client.GetStringAsync("/api/else"));
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/api/actions")).StatusCode);
    }
}
