using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tinpot.Actions;
using Tinpot.Fleet;
using Tinpot.Hosting.Checks;
using Tinpot.Hosting.Stores;
using Tinpot.Runtime;
using Tinpot.Security;
using Tinpot.Settings;
using Tinpot.Settings.Checks;
using Tinpot.Workers.Running;

namespace Tinpot.Hosting;

/// <summary>Registers what a host knows of the others, and shows them of itself.</summary>
internal static class FleetServices
{
    public static IServiceCollection AddFleet(this IServiceCollection services, HostRole role)
    {
        services.AddSingleton<LocalCatalog>();
        if (role != HostRole.Worker)
            AddView(services);
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
        }

        services.AddReadinessCheck("catalog", provider => new CatalogCheck(provider.GetRequiredService<IActionCatalog>()));
        return services;
    }

    /// <summary>A worker runs what it has, whatever others have.</summary>
    private static void AddOwnView(IServiceCollection services)
    {
        services.AddSingleton<IActionCatalog>(provider => provider.GetRequiredService<CompiledCatalog>());
        services.AddSingleton<IActionLookup, CatalogLookup>();
    }

    /// <summary>A host that serves the API offers the actions of all.</summary>
    private static void AddView(IServiceCollection services)
    {
        services.AddSingleton(provider => provider.Store().Catalog);
        services.AddSingleton(provider => provider.Store().Lookup);
        services.AddSingleton(provider => provider.Store().Fleet);
    }
}
