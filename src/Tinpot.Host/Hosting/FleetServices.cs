using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tinpot.Actions;
using Tinpot.Fleet;
using Tinpot.Fleet.Redis;
using Tinpot.Hosting.Checks;
using Tinpot.Runtime;
using Tinpot.Security;
using Tinpot.Settings;
using Tinpot.Settings.Checks;
using Tinpot.Stores.Redis;
using Tinpot.Stores.Redis.Connecting;
using Tinpot.Stores.Redis.Reading;
using Tinpot.Workers.Running;

namespace Tinpot.Hosting;

/// <summary>Registers what a host knows of the others, and shows them of itself.</summary>
internal static class FleetServices
{
    public static IServiceCollection AddFleet(this IServiceCollection services, HostRole role)
    {
        services.AddSingleton<LocalCatalog>();
        services.AddSingleton<IFleetRegistry>(provider => new RedisFleetRegistry(
            provider.GetRequiredService<RedisConnection>(),
            provider.GetRequiredService<RedisStore>().Shards,
            provider.GetRequiredService<TinpotOptions>().Lease,
            provider.GetRequiredService<UnreadableEntries>()));
        services.AddShared<FleetStartChecks>();
        if (role != HostRole.Worker)
            AddView(services, role);
        else
            AddOwnView(services);
        if (role != HostRole.Api)
        {
            services.AddSingleton(provider => new LocalWorker(
                provider.GetRequiredService<FleetIdentity>(),
                () => provider.GetRequiredService<Worker>().Busy,
                provider.GetRequiredService<LocalCatalog>(),
                provider.GetRequiredService<ISecretVault>(),
                provider.GetRequiredService<TinpotOptions>(),
                provider.GetRequiredService<IHostApplicationLifetime>(),
                provider.GetRequiredService<TimeProvider>()));
            services.AddShared<Heartbeats>();
        }

        services.AddSingleton<IReadinessCheck, CatalogCheck>();
        return services;
    }

    /// <summary>A worker runs what it has, whatever others have.</summary>
    private static void AddOwnView(IServiceCollection services)
    {
        services.AddSingleton<IActionCatalog>(provider => provider.GetRequiredService<CompiledCatalog>());
        services.AddSingleton<IActionLookup, CatalogLookup>();
    }

    /// <summary>Who asks for actions sees those of all.</summary>
    private static void AddView(IServiceCollection services, HostRole role)
    {
        services.AddSingleton(provider => new FleetCatalog(
            provider.GetRequiredService<IFleetRegistry>(),
            role == HostRole.Api ? null : provider.GetRequiredService<CompiledCatalog>(),
            role == HostRole.Api ? null : provider.GetRequiredService<LocalCatalog>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<UnreadableEntries>()));
        services.AddSingleton<IActionCatalog>(provider => provider.IsShared()
            ? provider.GetRequiredService<FleetCatalog>()
            : provider.GetRequiredService<CompiledCatalog>());
        services.AddSingleton<IActionLookup>(provider => provider.IsShared()
            ? provider.GetRequiredService<FleetCatalog>()
            : new CatalogLookup(provider.GetRequiredService<CompiledCatalog>()));
        services.AddSingleton<IFleet>(provider => provider.IsShared()
            ? new SharedFleet(provider.GetRequiredService<IFleetRegistry>(), provider.GetRequiredService<FleetCatalog>())
            : new EmbeddedFleet(provider.GetRequiredService<LocalWorker>(), provider.GetRequiredService<LocalCatalog>()));
        services.AddShared<FleetWatch>();
    }
}
