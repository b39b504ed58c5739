using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Tinpot.Host.Tests.Stores.Redis.Connecting;
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

    /// <summary>An orchestrator asks every few seconds, and the host logs when an outage begins and when it is over.</summary>
    [Fact]
    public async Task A_failing_check_writes_nothing_to_the_log_at_a_probe()
    {
        var log = new ListLogger<HealthCheckTests>();
        await using EmbeddedHost host = await EmbeddedHost.StartAsync(
            [], services: services => services.AddReadinessCheck("broken", _ => new Broken()).AddSingleton<ILoggerProvider>(new Provider(log)));

        using HttpResponseMessage ready = await host.Client.GetAsync("/ready");
        await host.GetAsync("/api/health");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, static line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task A_check_of_the_application_is_in_no_probe_whatever_its_name_is()
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync(
            [], services: services => services.AddHealthChecks().AddCheck("tinpot.ready.mine", () => HealthCheckResult.Unhealthy(), ["ready"]));

        Assert.Equal("""{"status":"ok","checks":{"loops":"ok","store":"ok","disk":"ok","catalog":"ok","claims":"ok"}}""", await host.Client.GetStringAsync("/ready"));
    }

    private sealed class Broken : HostCheck
    {
        public override string? Fault() => throw new IOException("No drive.");
    }

    private sealed class Provider(ILogger log) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => log;

        public void Dispose()
        {
        }
    }
}
