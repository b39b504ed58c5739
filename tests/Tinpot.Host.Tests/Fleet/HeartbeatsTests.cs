using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Tinpot.Fleet;
using Tinpot.Host.Tests.Platform;
using Tinpot.Host.Tests.Workers;
using Tinpot.Security;

namespace Tinpot.Host.Tests.Fleet;

public sealed class HeartbeatsTests
{
    [Fact]
    public async Task Announcement_under_way_does_not_show_a_worker_again_that_has_signed_off()
    {
        var options = new TinpotOptions { Lease = TimeSpan.FromSeconds(6) };
        await using WorkerHarness harness = await WorkerHarness.StartAsync(options);
        using var vault = new SecretVault(new byte[32]);
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        OwnCatalogue catalogue = RedisRegistry.Catalogue();
        var worker = new ThisWorker(new FleetIdentity(), harness.Worker, catalogue, vault, options, lifetime, TimeProvider.System);
        var registry = new HeldRegistry();
        using var heartbeats = new Heartbeats(
            registry, worker, catalogue, options, lifetime, TestLoops.New(), TimeProvider.System, NullLogger<Heartbeats>.Instance);
        await heartbeats.StartAsync(CancellationToken.None);
        Assert.NotEmpty(registry.Shown);
        await registry.Held.WaitAsync(TimeSpan.FromSeconds(30));

        Task stopped = heartbeats.StopAsync(CancellationToken.None);
        registry.Release();
        await stopped.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Empty(registry.Shown);
    }
}
