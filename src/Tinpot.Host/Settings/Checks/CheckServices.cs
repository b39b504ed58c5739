using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Tinpot.Settings.Checks;

/// <summary>
/// Registers the checks of a host as health checks. Their names begin with <c>tinpot.live.</c> and <c>tinpot.ready.</c>, so that an
/// application can have checks of its own beside them.
/// </summary>
internal static class CheckServices
{
    /// <summary>The tag of the checks of <c>/health</c>.</summary>
    public const string Live = "live";

    /// <summary>The tag of the checks of <c>/ready</c>.</summary>
    public const string Ready = "ready";

    /// <summary>
    /// Adds a check of something inside this process whose failure only a restart can correct. What is outside, the store above all,
    /// never counts here: an orchestrator restarts on <c>/health</c>, and a restart during an outage of the store ends running work
    /// for nothing.
    /// </summary>
    /// <param name="name">Its fixed name in the answers, snake_case.</param>
    public static IServiceCollection AddLivenessCheck(this IServiceCollection services, string name, Func<IServiceProvider, HostCheck> create) =>
        Add(services, new HostCheckRegistration(Live, name, create));

    /// <summary>Adds a check of something that must work before this process may be sent work.</summary>
    /// <param name="name">Its fixed name in the answers, snake_case.</param>
    public static IServiceCollection AddReadinessCheck(this IServiceCollection services, string name, Func<IServiceProvider, HostCheck> create) =>
        Add(services, new HostCheckRegistration(Ready, name, create));

    /// <summary>Adds a check of readiness that only some hosts have; it comes after all others.</summary>
    /// <param name="name">Its fixed name in the answers, snake_case.</param>
    /// <param name="applies">Whether this host has it.</param>
    public static IServiceCollection AddReadinessCheck(
        this IServiceCollection services, string name, Func<IServiceProvider, bool> applies, Func<IServiceProvider, HostCheck> create) =>
        Add(services, new HostCheckRegistration(Ready, name, create, applies));

    private static IServiceCollection Add(IServiceCollection services, HostCheckRegistration check)
    {
        services.AddHealthChecks();
        services.AddSingleton(check);
        var registration = new HealthCheckRegistration(check.FullName, check.Create, failureStatus: null, [check.Tag]);
        if (check.Applies is not { } applies)
        {
            services.Configure<HealthCheckServiceOptions>(health => health.Registrations.Add(registration));
            return services;
        }

        services.AddOptions<HealthCheckServiceOptions>().PostConfigure<IServiceProvider>((health, provider) =>
        {
            if (applies(provider))
                health.Registrations.Add(registration);
        });
        return services;
    }
}
