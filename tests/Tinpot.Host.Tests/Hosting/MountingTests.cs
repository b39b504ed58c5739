using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace Tinpot.Host.Tests.Hosting;

public class MountingTests
{
    private static readonly TestAction Echo = TestAction.Echo("echo", "\"days\":{\"type\":\"integer\",\"format\":\"int32\",\"default\":7}");

    [Fact]
    public async Task Tinpot_lives_at_its_path_beside_the_applications_own_routes()
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([Echo], map: app =>
        {
            app.MapGet("/", () => "my own page");
            app.MapPost("/api/actions/echo/execute", () => "my own route");
            app.MapTinpot("/ops");
        });

        Assert.Equal("my own page", await host.Client.GetStringAsync("/"));
        Assert.Contains("<html", await host.Client.GetStringAsync("/ops/"));
        using HttpResponseMessage own = await host.Client.PostAsync("/api/actions/echo/execute", null);
        Assert.Equal("my own route", await own.Content.ReadAsStringAsync());

        using HttpResponseMessage submitted = await host.Client.PostAsync("/ops/api/actions/echo/execute", JsonContent.Create(new { parameters = new { days = 3 } }));
        Assert.Equal(HttpStatusCode.OK, submitted.StatusCode);
        string location = submitted.Headers.Location!.OriginalString;
        Assert.StartsWith("/ops/api/executions/", location);
        Assert.Contains("\"type\":\"complete\",\"state\":\"SUCCESS\"", await host.Client.GetStringAsync(location + "/stream"));
        JsonElement execution = await host.GetAsync(location);
        Assert.Equal(3, execution.GetProperty("result").GetProperty("days").GetInt32());
    }

    [Fact]
    public async Task The_guards_are_those_of_our_endpoints_only()
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([Echo], map: app =>
        {
            app.MapGet("/own", () => "mine");
            app.MapTinpot("/ops");
        });
        host.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");

        Assert.Equal("mine", await host.Client.GetStringAsync("/own"));
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Client.GetAsync("/ops/api/actions")).StatusCode);
    }

    [Theory]
    [InlineData("ops")]
    [InlineData("/ops/")]
    [InlineData("/")]
    public async Task A_path_that_is_none_is_refused(string path)
    {
        await using EmbeddedHost host = EmbeddedHost.Create([Echo], map: app => Assert.Throws<ArgumentException>(() => app.MapTinpot(path)));
    }
}
