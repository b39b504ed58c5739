using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Tinpot.Fleet;
using Tinpot.Host.Tests.Fleet.Redis;
using Tinpot.Host.Tests.Platform;
using Tinpot.Host.Tests.Workers.Injection;
using Tinpot.Host.Tests.Workers.Running;
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
        LocalCatalog catalog = RedisRegistry.Catalog();
        var worker = new LocalWorker(new FleetIdentity(), () => harness.Worker.Busy, catalog, vault, options, lifetime, TimeProvider.System);
        var registry = new HeldRegistry();
        using var heartbeats = new Heartbeats(
            registry, worker, catalog, options, lifetime, TestLoops.New(), TimeProvider.System, NullLogger<Heartbeats>.Instance);
        await heartbeats.StartAsync(CancellationToken.None);
        Assert.NotEmpty(registry.Shown);
        await registry.Held.WaitAsync(TimeSpan.FromSeconds(30));

        Task stopped = heartbeats.StopAsync(CancellationToken.None);
        registry.Release();
        await stopped.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Empty(registry.Shown);
    }

    [Fact]
    public async Task Announcing_and_signing_off_survive_every_kind_of_failure()
    {
        var options = new TinpotOptions { Lease = TimeSpan.FromSeconds(0.06) };
        await using WorkerHarness harness = await WorkerHarness.StartAsync(options);
        using var vault = new SecretVault(new byte[32]);
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        LocalCatalog catalog = RedisRegistry.Catalog();
        var worker = new LocalWorker(new FleetIdentity(), () => harness.Worker.Busy, catalog, vault, options, lifetime, TimeProvider.System);
        foreach ((string kind, Func<Exception> make) in FaultKinds.All)
        {
            foreach (int skip in (int[])[0, 1])
            {
                var registry = new FaultyAnnouncements(new StoreFault("Announce", kind, make, Done: false) { Skip = skip });
                using var heartbeats = new Heartbeats(
                    registry, worker, catalog, options, lifetime, TestLoops.New(), TimeProvider.System, NullLogger<Heartbeats>.Instance);
                await heartbeats.StartAsync(CancellationToken.None);

                await registry.ShownAfterwards.WaitAsync(TimeSpan.FromSeconds(30));
                await heartbeats.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

                Assert.True(registry.Fault.Thrown == 2 && registry.LeaveThrown, $"{kind} was not met.");
                Assert.True(heartbeats.ExecuteTask!.IsCompletedSuccessfully, kind);
            }
        }
    }

    /// <summary>Fails twice when a worker announces itself, and whenever it signs off.</summary>
    private sealed class FaultyAnnouncements(StoreFault fault) : IFleetRegistry
    {
        private readonly TaskCompletionSource _shown = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public StoreFault Fault => fault;

        public bool LeaveThrown { get; private set; }

        public Task ShownAfterwards => _shown.Task;

        public Task AnnounceAsync(WorkerStatus worker, LocalCatalog catalog, bool first)
        {
            if (fault.Take())
                throw fault.Make();
            if (fault.Thrown == 2)
                _shown.TrySetResult();
            return Task.CompletedTask;
        }

        public Task LeaveAsync(string instance)
        {
            LeaveThrown = true;
            return Task.FromException(fault.Make());
        }

        public Task<IReadOnlyList<WorkerStatus>> WorkersAsync() => throw new NotSupportedException();

        public Task<IReadOnlyList<string>> CatalogsAsync() => throw new NotSupportedException();

        public Task<byte[]?> CatalogAsync(string hash) => throw new NotSupportedException();
    }
}
