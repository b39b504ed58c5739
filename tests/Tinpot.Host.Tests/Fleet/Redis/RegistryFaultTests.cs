using Microsoft.Extensions.Logging.Abstractions;
using Tinpot.Fleet;
using Tinpot.Host.Tests.Hosting;
using Tinpot.Host.Tests.Platform;
using Tinpot.Host.Tests.Workers.Injection;

namespace Tinpot.Host.Tests.Fleet.Redis;

/// <summary>Every call of the registry fails with every kind of exception: the loop over it lives, and what was known stays known.</summary>
public sealed class RegistryFaultTests
{
    private static readonly LocalCatalog Catalog = RedisRegistry.Catalog(TestAction.Echo("both", ""));

    [Fact]
    public async Task The_watch_over_the_fleet_goes_on_and_keeps_what_it_knew()
    {
        await using RedisRegistry redis = await RedisRegistry.StartAsync(TimeSpan.FromMinutes(1));
        await redis.Registry.AnnounceAsync(RedisRegistry.Worker("one", Catalog), Catalog, first: true);
        var registry = new FaultyRegistry(redis.Registry);
        var catalog = new FleetCatalog(registry, null, null, TimeProvider.System);
        await catalog.RefreshAsync(CancellationToken.None);
        var loop = TestLoops.New().Create("watch over the fleet", NullLogger.Instance);
        foreach (string call in (string[])["Workers", "Catalogs", "Catalog"])
        {
            foreach ((string kind, Func<Exception> make) in FaultKinds.All)
            {
                registry.Fault = new StoreFault(call, kind, make, Done: false);
                // A new catalog has to be read
                LocalCatalog added = RedisRegistry.Catalog(TestAction.Echo($"{call}_{kind}".ToLowerInvariant().Replace(' ', '_').Replace('/', '_'), ""));
                await redis.Registry.AnnounceAsync(RedisRegistry.Worker("two", added), added, first: true);
                for (int pass = 0; pass < 3; pass++)
                {
                    await loop.PassAsync(
                        async cancellation =>
                        {
                            await catalog.RefreshAsync(cancellation);
                            await registry.WorkersAsync();
                            return TimeSpan.Zero;
                        },
                        CancellationToken.None);
                    Assert.NotNull(catalog.Find("both"));
                }

                Assert.True(registry.Fault.Thrown > 0, $"{call} {kind} was not met.");
                Assert.NotNull(catalog.Find(added.Actions.All[0].Name));
                Assert.Null(loop.Failure);
            }
        }
    }

    private sealed class FaultyRegistry(IFleetRegistry registry) : IFleetRegistry
    {
        public StoreFault? Fault { get; set; }

        public Task AnnounceAsync(WorkerStatus worker, LocalCatalog catalog, bool first) => Try("Announce", registry.AnnounceAsync(worker, catalog, first));

        public Task LeaveAsync(string instance) => Try("Leave", registry.LeaveAsync(instance));

        public Task<IReadOnlyList<WorkerStatus>> WorkersAsync() => Try("Workers", registry.WorkersAsync());

        public Task<IReadOnlyList<string>> CatalogsAsync() => Try("Catalogs", registry.CatalogsAsync());

        public Task<byte[]?> CatalogAsync(string hash) => Try("Catalog", registry.CatalogAsync(hash));

        private T Try<T>(string call, T answer) => Fault is { } fault && fault.Call == call && fault.Take() ? throw fault.Make() : answer;
    }
}
