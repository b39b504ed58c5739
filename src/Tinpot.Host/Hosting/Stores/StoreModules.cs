using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tinpot.Settings;

namespace Tinpot.Hosting.Stores;

/// <summary>The stores. This is the only place that decides which of them a host uses.</summary>
internal static class StoreModules
{
    /// <remarks>The settings are known only when the host is built, so every module registers its services, and only those of the chosen one are created.</remarks>
    public static IServiceCollection AddStoreModules(this IServiceCollection services, HostRole role)
    {
        SqliteModule.Register(services);
        RedisModule.Register(services, role);
        return services.AddSingleton<IStoreModule>(provider =>
            provider.GetRequiredService<TinpotOptions>().RedisUrl is null ? new SqliteModule(provider) : new RedisModule(provider));
    }

    /// <summary>The module of the chosen store.</summary>
    public static IStoreModule Store(this IServiceProvider provider) => provider.GetRequiredService<IStoreModule>();

    /// <summary>Adds a hosted service that runs only if the store of <typeparamref name="TModule"/> is chosen.</summary>
    public static void AddHostedFor<TModule, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TService>(
        this IServiceCollection services) where TModule : IStoreModule where TService : class, IHostedService
    {
        services.AddSingleton<TService>();
        services.AddSingleton<IHostedService>(provider =>
            provider.Store() is TModule ? provider.GetRequiredService<TService>() : new NullHostedService());
    }
}
