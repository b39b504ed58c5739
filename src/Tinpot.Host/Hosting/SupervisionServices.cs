using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tinpot.Executions;
using Tinpot.Hosting.Checks;
using Tinpot.Platform;
using Tinpot.Settings.Checks;

namespace Tinpot.Hosting;

/// <summary>Registers what watches over the host's loops, and the checks that every host has.</summary>
internal static class SupervisionServices
{
    public static IServiceCollection AddSupervision(this IServiceCollection services)
    {
        // An outage of the store is logged once for the whole process, not by each loop that meets it
        services.TryAddSingleton(provider => new SupervisedLoops(
            provider.GetRequiredService<TimeProvider>(), static error => error is StoreUnavailableException));
        services.AddSingleton<HostChecks>();
        services.AddLivenessCheck("process", _ => new ProcessCheck());
        services.AddLivenessCheck("loops", provider => new LoopsLivenessCheck(provider.GetRequiredService<SupervisedLoops>()));
        services.AddReadinessCheck("loops", provider => new LoopsCheck(provider.GetRequiredService<SupervisedLoops>()));
        return services;
    }
}
