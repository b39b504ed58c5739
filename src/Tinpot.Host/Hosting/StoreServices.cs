using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using Tinpot.Fleet;
using Tinpot.Hosting.Checks;
using Tinpot.Hosting.Stores;
using Tinpot.Settings;
using Tinpot.Settings.Checks;
using Tinpot.Telemetry;

namespace Tinpot.Hosting;

/// <summary>Registers the store, and everything that every store has around it.</summary>
internal static class StoreServices
{
    public static IServiceCollection AddStore(this IServiceCollection services, HostRole role)
    {
        services.AddMetrics();
        services.TryAddSingleton<ExecutionMetrics>();
        services.AddSingleton<FleetIdentity>();
        services.AddSingleton<IExecutionClient>(provider => new ObservedExecutionClient(
            provider.Store().Executions,
            provider.GetRequiredService<ExecutionMetrics>(),
            provider.GetRequiredService<StoreHealth>()));
        services.AddSingleton<IWorkSource>(provider => new ObservedWorkSource(
            provider.Store().Work,
            provider.GetRequiredService<ExecutionMetrics>(),
            provider.GetRequiredService<StoreHealth>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new StoreHealth(
            provider.Store().Name,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<StoreHealth>>()));
        services.AddReadinessCheck("store", provider => new StoreCheck(provider.GetRequiredService<StoreHealth>()));
        services.AddReadinessCheck("disk", provider => new DiskCheck(provider.Store().LocalFolder));
        services.AddHostedService<StoreProbe>();
        services.AddHostedService<QueueGauges>();
        return services.AddStoreModules(role);
    }
}
