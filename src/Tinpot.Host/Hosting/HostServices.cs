using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Tinpot.Actions;
using Tinpot.Api.Limits;
using Tinpot.Executions;
using Tinpot.Hosting.Checks;
using Tinpot.Hosting.Limits;
using Tinpot.Hosting.Stores;
using Tinpot.Http;
using Tinpot.Http.Limits;
using Tinpot.Platform;
using Tinpot.Runtime;
using Tinpot.Security;
using Tinpot.Settings;
using Tinpot.Settings.Checks;
using Tinpot.Workers.Running;

namespace Tinpot.Hosting;

/// <summary>Everything a host consists of, in the order of its parts.</summary>
internal static class HostServices
{
    public static IServiceCollection AddHost(
        this IServiceCollection services, HostRole role, CompiledCatalog catalog, Action<TinpotOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(catalog);
        if (services.Any(service => service.ServiceType == typeof(HostInfo)))
            throw new InvalidOperationException("AddTinpot was called before. Call it once, with one catalog: it already includes the actions of referenced projects.");
        services.TryAddSingleton(SystemClock.Instance);
        services.AddSingleton(new HostInfo(role));
        services.AddSettings(configure);
        services.AddSingleton(provider => DescriptorBudget.Of(provider.GetRequiredService<TinpotOptions>(), role));
        services.AddSingleton(provider => new LongResponses(provider.GetRequiredService<DescriptorBudget>().LongResponses));
        services.AddSingleton<LogSearches>();
        services.AddSingleton<SlowReaders>();
        services.AddOptions<HostOptions>().Configure<TinpotOptions>((host, options) => host.ShutdownTimeout = StopTime(host, options));

        services.AddSupervision();
        services.AddSingleton(catalog);
        services.AddSingleton<ISecretVault>(provider => new SecretVault(VaultKey.Load(provider.GetRequiredService<TinpotOptions>())));
        services.AddSingleton<IAuthorization, Authorization>();
        services.AddStore(role);
        services.AddFleet(role);
        services.AddSingleton<IsolationChoice>();
        services.AddSingleton<ActionInfoWriter>();
        services.AddSingleton(provider => new ActionSubmitter(
            provider.GetRequiredService<IActionCatalog>(),
            provider.GetRequiredService<IActionLookup>(),
            provider.GetRequiredService<IAuthorization>(),
            provider.GetRequiredService<ISecretVault>(),
            provider.GetRequiredService<IExecutionClient>(),
            provider.Store().Time));
        services.AddSingleton<ExecutionAccess>();
        services.AddSingleton<IActionClient, ActionClient>();

        services.AddHostedService<HostPrivacy>();
        services.AddSingleton<HostNames>();
        services.AddSingleton<RequestGuard>();
        services.AddSingleton<UnexpectedFailures>();
        if (role != HostRole.Worker)
            services.AddHostedService<ListenGuard>();
        services.AddSingleton<ForcedStop>();
        services.AddHostedService<StopSignals>();
        services.AddSingleton<StoreUpkeep>();
        services.AddHostedService(provider => provider.GetRequiredService<StoreUpkeep>());
        if (role != HostRole.Api)
        {
            services.AddWorker();
            services.AddReadinessCheck("claims", provider => new ClaimsCheck(provider.GetRequiredService<Worker>()));
        }

        return services;
    }

    /// <summary>Room for a whole drain, and a little to write down how it ended.</summary>
    private static TimeSpan StopTime(HostOptions host, TinpotOptions options)
    {
        TimeSpan needed = options.Drain + options.Grace + TimeSpan.FromSeconds(15);
        return host.ShutdownTimeout > needed ? host.ShutdownTimeout : needed;
    }
}
