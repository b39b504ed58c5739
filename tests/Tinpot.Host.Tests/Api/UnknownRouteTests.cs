using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace Tinpot.Host.Tests.Api;

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
    public async Task A_method_that_is_none_is_told_what_there_is(string method, string path, string allowed)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        using HttpResponseMessage response = await host.Client.SendAsync(request);

        JsonElement problem = await response.ProblemAsync(405, "wrong-method");
        Assert.Equal($"This address takes {allowed}.", problem.GetProperty("detail").GetString());
        Assert.Equal([allowed], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Outside_the_api_nothing_changes()
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
