using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Host.Tests.Hosting;
using Tinpot.Http;

namespace Tinpot.Host.Tests.Http;

/// <summary>The authentication and authorization of an application hold for Tinpot in it.</summary>
public sealed class AuthorizationTests
{
    private const string Everywhere = "http://0.0.0.0:0";
    private static readonly TestAction Echo = TestAction.Echo("echo", "");

    [Theory]
    [InlineData("all", true)]
    [InlineData("group", true)]
    [InlineData("open again", false)]
    [InlineData("one", false)]
    [InlineData("none", false)]
    public async Task Listening_everywhere_takes_authorization_of_every_endpoint(string how, bool starts)
    {
        await using EmbeddedHost host = EmbeddedHost.Create([Echo], map: app => Map(app, how), url: Everywhere, services: AddAuthorization);

        if (starts)
            await host.App.StartAsync();
        else
            await Assert.ThrowsAsync<StartException>(() => host.App.StartAsync());
    }

    /// <summary>A proxy before the application is its own matter once it asks for authorization.</summary>
    [Fact]
    public async Task A_proxied_request_is_served_when_the_application_authorizes_it()
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([Echo], map: app => Map(app, "all"), services: AddAuthorization);
        host.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");

        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync("/ops/api/actions")).StatusCode);
        host.Client.DefaultRequestHeaders.Add("X-User", "ada");
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/ops/api/actions")).StatusCode);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("group")]
    [InlineData("fallback")]
    public async Task Health_checks_need_no_credentials(string how)
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([Echo], map: app => Map(app, how), services: services =>
        {
            AddAuthorization(services);
            if (how == "fallback")
                services.AddAuthorizationBuilder().SetFallbackPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        });

        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/ops/health")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/ops/ready")).StatusCode);
        foreach (string path in (string[])["/ops/", "/ops/api/actions", "/ops/api/unknown", "/ops/assets/unknown"])
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, (await host.Client.GetAsync(path)).StatusCode));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.PostAsync("/ops/health", null)).StatusCode);
    }

    [Theory]
    [InlineData("", "anonymous")]
    [InlineData("ada", "ada")]
    public async Task The_applications_user_is_who_asked(string user, string recorded)
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([Echo], map: app => Map(app, "none"), services: AddAuthorization);
        if (user.Length > 0)
            host.Client.DefaultRequestHeaders.Add("X-User", user);

        using HttpResponseMessage answer = await host.Client.PostAsJsonAsync("/ops/api/actions/echo/sync_execute", new { });

        string id = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("execution_id").GetString()!;
        Assert.Equal(recorded, (await host.GetAsync($"/ops/api/executions/{id}")).GetProperty("requested_by").GetString());
    }

    [Fact]
    public void A_user_is_told_by_name_and_known_by_subject()
    {
        Assert.Equal(("application:17", "Ada"), Of(("sub", "17"), (ClaimTypes.Name, "Ada")));
        Assert.Equal(("application:18", "18"), Of((ClaimTypes.NameIdentifier, "18")));
        Assert.Equal(("application:19", "19"), Of(("sub", "19"), (ClaimTypes.Name, " ")));
        Assert.Equal(("application:Ada", "Ada"), Of((ClaimTypes.Name, "Ada")));
        Assert.Equal(("anonymous:anonymous", "anonymous"), Of(("role", "admin")));
        Assert.Equal(201, Of((ClaimTypes.Name, new string('x', 10_000))).Name.Length);
        // An identity that nobody has authenticated proves nothing
        Assert.Equal("anonymous", RequestUser.Of(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "ada")]))).Name);
        Assert.Equal("grace", RequestUser.Of(new ClaimsPrincipal([new ClaimsIdentity(), new ClaimsIdentity([new Claim(ClaimTypes.Name, "grace")], "test")])).Name);
    }

    [Fact]
    public async Task MapTinpot_without_AddTinpot_names_what_is_missing()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        await using WebApplication app = builder.Build();

        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => app.MapTinpot());

        Assert.Contains("builder.Services.AddTinpot(", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddTinpot_is_called_once()
    {
        var services = new ServiceCollection();
        services.AddTinpot(new TestCatalog(Echo));

        Assert.StartsWith("AddTinpot was called before.", Assert.Throws<InvalidOperationException>(() => services.AddTinpot(new TestCatalog(Echo))).Message, StringComparison.Ordinal);
    }

    private static (string Id, string Name) Of(params (string Type, string Value)[] claims)
    {
        var user = RequestUser.Of(new ClaimsPrincipal(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value)), "test")));
        return (user.Id, user.Name);
    }

    private static void AddAuthorization(IServiceCollection services)
    {
        services.AddAuthentication("Header").AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, HeaderUser>("Header", null);
        services.AddAuthorization();
    }

    private static void Map(WebApplication app, string how)
    {
        switch (how)
        {
            case "all":
                app.MapTinpot("/ops").RequireAuthorization();
                break;
            case "group":
                app.MapGroup("").RequireAuthorization().MapTinpot("/ops");
                break;
            case "open again":
                app.MapTinpot("/ops").RequireAuthorization().AllowAnonymous();
                break;
            case "one":
                app.MapTinpot("/ops").Add(endpoint =>
                {
                    if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: "/ops/api/actions" })
                        endpoint.Metadata.Add(new Microsoft.AspNetCore.Authorization.AuthorizeAttribute());
                });
                break;
            default:
                app.MapTinpot("/ops");
                break;
        }
    }
}
