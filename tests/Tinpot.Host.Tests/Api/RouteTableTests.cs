using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Api.Routes;
using Tinpot.Host.Tests.Api.Support;
using Tinpot.Http.Routing;
using Tinpot.Security;
using Tinpot.WebConsole;

namespace Tinpot.Host.Tests.Api;

public class RouteTableTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public void Every_route_names_its_permission_and_stands_behind_the_guards()
    {
        RouteEndpoint[] routes = [.. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.Cast<RouteEndpoint>()];
        Assert.NotEmpty(routes);
        foreach (RouteEndpoint route in routes)
        {
            Assert.True(route.Metadata.GetMetadata<HttpRoute>() is not null, $"{route.DisplayName} names no permission.");
            Assert.True(route.RequestDelegate?.Target is GuardedEndpoint, $"{route.DisplayName} does not stand behind the guards.");
        }
    }

    [Theory]
    [InlineData("GET /api/actions", Permission.View)]
    [InlineData("GET /api/actions/{name}", Permission.View)]
    [InlineData("POST /api/actions/{name}/execute", Permission.Execute)]
    [InlineData("POST /api/actions/{name}/sync_execute", Permission.Execute)]
    [InlineData("POST /api/actions/{name}/validate", Permission.Execute)]
    [InlineData("GET /api/executions/{id}/stream", Permission.Logs)]
    [InlineData("GET /api/executions/{id}/status", Permission.View)]
    [InlineData("POST /api/executions/{id}/cancel", Permission.Cancel)]
    [InlineData("POST /api/executions/{id}/rerun", Permission.Execute)]
    [InlineData("GET /api/executions", Permission.View)]
    [InlineData("GET /api/executions/{id}", Permission.View)]
    [InlineData("POST /api/executions/cancel", Permission.Cancel)]
    [InlineData("GET /api/executions/{id}/logs", Permission.Logs)]
    [InlineData("GET /api/workers", Permission.View)]
    [InlineData("GET /api/queues", Permission.View)]
    [InlineData("GET /api/health", Permission.View)]
    [InlineData("* /api/{**path}", Permission.View)]
    [InlineData("GET,HEAD /health", Permission.Probe)]
    [InlineData("GET,HEAD /ready", Permission.Probe)]
    public void Each_route_names_the_right_permission(string route, object permission) =>
        Assert.Equal(permission, Table()[route]);

    [Fact]
    public void Only_the_probes_ask_for_no_permission() =>
        Assert.Equal(
            ["GET,HEAD /health", "GET,HEAD /ready"],
            Table().Where(route => route.Value == Permission.Probe).Select(route => route.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void Nothing_that_changes_state_answers_to_get() =>
        Assert.All(
            Table().Where(route => route.Value is Permission.Execute or Permission.Cancel or Permission.Admin),
            route => Assert.StartsWith("POST ", route.Key));

    [Fact]
    public async Task Each_query_parameter_of_a_route_is_read()
    {
        foreach (HttpRoute route in ApiRoutes.All.Where(route => route.Request.Query.Count > 0))
        {
            string query = string.Join('&', route.Request.Query.SelectMany(name => (string[])[$"{name}=%00", $"{name}=%00"]));
            string id = (await host.Client.RunAsync("api_print")).GetProperty("execution_id").GetString()!;
            using var request = new HttpRequestMessage(
                route.Method == RouteMethod.Post ? HttpMethod.Post : HttpMethod.Get,
                $"{route.Pattern.Replace("{id}", id).Replace("{name}", "api_print")}?{query}");
            using HttpResponseMessage response = await host.Client.SendAsync(request);
            JsonElement problem = await response.ProblemAsync(400, "invalid-query");
            Assert.Equal(
                route.Request.Query.Order(StringComparer.Ordinal),
                problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Each_route_has_a_summary_and_says_what_it_answers() =>
        Assert.All(ApiRoutes.All.Concat(ConsoleRoutes.All), route =>
        {
            Assert.Matches("^[A-Z][^.]+[^.]$", route.Summary);
            Assert.NotEmpty(route.Answers);
        });

    private Dictionary<string, Permission> Table() =>
        host.Services.GetRequiredService<EndpointDataSource>().Endpoints.Cast<RouteEndpoint>().ToDictionary(
            route => $"{string.Join(',', route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"])} {route.RoutePattern.RawText}",
            route => route.Metadata.GetMetadata<HttpRoute>()!.Permission);
}
