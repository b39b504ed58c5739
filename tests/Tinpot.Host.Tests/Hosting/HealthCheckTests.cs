using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Tinpot.Settings.Checks;

namespace Tinpot.Host.Tests.Hosting;

/// <summary>The checks of a host are health checks, which an application around it can use.</summary>
public class HealthCheckTests
{
    [Fact]
    public async Task An_application_has_the_checks_by_their_tags_beside_its_own()
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync(
            [],
            services: services => services.AddHealthChecks().AddCheck("store", () => HealthCheckResult.Degraded("slow"), ["ready"]),
            map: app =>
            {
                app.MapTinpot("/ops");
                foreach (string tag in (string[])["live", "ready"])
                    app.MapHealthChecks($"/own/{tag}", new HealthCheckOptions { Predicate = check => check.Tags.Contains(tag), ResponseWriter = (context, report) => context.Response.WriteAsync(string.Join(' ', report.Entries.Keys)) });
            });

        Assert.Equal("tinpot.live.process tinpot.live.loops", await host.Client.GetStringAsync("/own/live"));
        Assert.Equal(
            "store tinpot.ready.loops tinpot.ready.store tinpot.ready.disk tinpot.ready.catalog tinpot.ready.claims", await host.Client.GetStringAsync("/own/ready"));
        Assert.Equal("""{"status":"ok","checks":{"loops":"ok","store":"ok","disk":"ok","catalog":"ok","claims":"ok"}}""", await host.Client.GetStringAsync("/ops/ready"));
    }

    [Fact]
    public async Task A_check_that_throws_fails_and_is_described()
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([], services: services => services.AddReadinessCheck("broken", _ => new Broken()));

        using HttpResponseMessage ready = await host.Client.GetAsync("/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.StartsWith("""{"status":"unavailable","checks":{"broken":"failing","loops":"ok",""", await ready.Content.ReadAsStringAsync());
        Assert.Equal(
            "The check itself failed: No drive.",
            (await host.GetAsync("/api/health")).GetProperty("ready").GetProperty("checks").GetProperty("broken").GetProperty("detail").GetString());
    }

    private sealed class Broken : HostCheck
    {
        protected override string? Fault() => throw new IOException("No drive.");
    }
}
