using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Actions;
using Tinpot.Api.Routes;
using Tinpot.Host.Tests.Api.Support;
using Tinpot.Http.Routing;
using Tinpot.Security;
using Tinpot.WebConsole;

namespace Tinpot.Host.Tests.Api;

/// <summary>Every way in asks the one decision, and its refusal is answered.</summary>
public class AccessTests
{
    private const string Reason = "Operators of this group only.";

    [Fact]
    public async Task Each_route_but_the_health_checks_asks_for_its_permission()
    {
        var authorization = new Denying((_, _) => true);
        await using ApiHost host = await StartAsync(authorization);
        foreach (HttpRoute route in ApiRoutes.All.Concat(ConsoleRoutes.All))
        {
            authorization.Asked.Clear();
            using HttpResponseMessage response = await SendAsync(host, route, Guid.NewGuid().ToString());
            if (route.Permission == Permission.Probe)
            {
                Assert.NotEqual(HttpStatusCode.Forbidden, response.StatusCode);
                Assert.Empty(authorization.Asked);
                continue;
            }

            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.Equal((route.Permission, null), Assert.Single(authorization.Asked));
        }
    }

    [Theory]
    [InlineData("/api/actions/api_print/execute")]
    [InlineData("/api/actions/api_print/sync_execute")]
    [InlineData("/api/actions/api_print/validate")]
    public async Task Submitting_asks_for_the_action(string path)
    {
        await using ApiHost host = await StartAsync(new Denying((permission, scope) => permission == Permission.Execute && scope is { Action: "api_print" }));
        using HttpResponseMessage response = await host.Client.PostAsync(path, null);
        Assert.Equal(Reason, (await response.ProblemAsync(403, "forbidden")).GetProperty("detail").GetString());
        await host.Client.RunAsync("api_add", """{"left": 1}""");
    }

    [Theory]
    [InlineData(Permission.View, "/api/executions/{id}")]
    [InlineData(Permission.View, "/api/executions/{id}/status")]
    [InlineData(Permission.Logs, "/api/executions/{id}/logs")]
    [InlineData(Permission.Logs, "/api/executions/{id}/stream")]
    [InlineData(Permission.Cancel, "/api/executions/{id}/cancel")]
    [InlineData(Permission.Cancel, "/api/executions/cancel")]
    [InlineData(Permission.Execute, "/api/executions/{id}/rerun")]
    public async Task Reading_and_cancelling_ask_for_the_execution(object permission, string pattern)
    {
        var authorization = new Denying((asked, scope) => asked == (Permission)permission && scope?.RequestedBy is not null);
        await using ApiHost host = await StartAsync(authorization);
        string id = (await host.Client.RunAsync("api_print")).GetProperty("execution_id").GetString()!;
        HttpRoute route = ApiRoutes.All.Single(route => route.Pattern == pattern);
        using HttpResponseMessage response = await SendAsync(host, route, id);
        await response.ProblemAsync(403, "forbidden");
        ResourceScope scope = Assert.Single(authorization.Asked, asked => asked.Resource?.RequestedBy is not null).Resource!;
        Assert.Equal(("api_print", Principal.Anonymous.Id), (scope.Action, scope.RequestedBy!.Id));
    }

    [Fact]
    public async Task Code_is_refused_like_a_request()
    {
        await using ApiHost host = await StartAsync(new Denying((_, scope) => scope is { Action: "api_print" }));
        IActionClient client = host.Services.GetRequiredService<IActionClient>();
        Assert.Equal(Reason, (await Assert.ThrowsAsync<ActionRejectedException>(() => client.SubmitAsync("api_print"))).Message);
        Guid id = await client.SubmitAsync("api_gate", new() { ["gate"] = "access" });
        Assert.True(await client.CancelAsync(id));
    }

    [Fact]
    public async Task Code_that_may_not_cancel_is_told()
    {
        await using ApiHost host = await StartAsync(new Denying((permission, _) => permission == Permission.Cancel));
        IActionClient client = host.Services.GetRequiredService<IActionClient>();
        Guid id = await client.SubmitAsync("api_print");
        Assert.Equal(Reason, (await Assert.ThrowsAsync<ActionRejectedException>(() => client.CancelAsync(id))).Message);
    }

    private static Task<ApiHost> StartAsync(Denying authorization) =>
        ApiHost.StartAsync(_ => { }, services => services.AddSingleton<IAuthorization>(authorization));

    private static Task<HttpResponseMessage> SendAsync(ApiHost host, HttpRoute route, string id)
    {
        string path = route.Pattern.Replace("{id}", id).Replace("{name}", "api_print").Replace("{version}", "1").Replace("{**path}", "x");
        var request = new HttpRequestMessage(route.Method == RouteMethod.Post ? HttpMethod.Post : HttpMethod.Get, path);
        if (route.Method == RouteMethod.Fallback)
            request.Method = HttpMethod.Delete;
        if (route.Request.Body == RouteBody.ExecutionIds)
            request.Content = ApiClient.Json($$"""{"ids": ["{{id}}"]}""");
        return host.Client.SendAsync(request);
    }

    private sealed class Denying(Func<Permission, ResourceScope?, bool> denies) : IAuthorization
    {
        public List<(Permission Permission, ResourceScope? Resource)> Asked { get; } = [];

        public AccessDecision Decide(Principal principal, Permission permission, ResourceScope? resource)
        {
            lock (Asked)
                Asked.Add((permission, resource));
            return denies(permission, resource) ? AccessDecision.Denied(Reason) : AccessDecision.Allowed;
        }
    }
}
