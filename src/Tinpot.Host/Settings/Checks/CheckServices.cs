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
    public static IServiceCollection AddLivenessCheck(this IServiceCollection services, string name, Func<IServiceProvider, HostCheck> create)
    {
        services.AddHealthChecks().Add(Registration(Live, name, create));
        return services;
    }

    /// <summary>Adds a check of something that must work before this process may be sent work.</summary>
    /// <param name="name">Its fixed name in the answers, snake_case.</param>
    public static IServiceCollection AddReadinessCheck(this IServiceCollection services, string name, Func<IServiceProvider, HostCheck> create)
    {
        services.AddHealthChecks().Add(Registration(Ready, name, create));
        return services;
    }

    /// <summary>Adds a check of readiness that only some hosts have; it comes after all others.</summary>
    /// <param name="name">Its fixed name in the answers, snake_case.</param>
    /// <param name="applies">Whether this host has it.</param>
    public static IServiceCollection AddReadinessCheck(
        this IServiceCollection services, string name, Func<IServiceProvider, bool> applies, Func<IServiceProvider, HostCheck> create)
    {
        services.AddOptions<HealthCheckServiceOptions>().PostConfigure<IServiceProvider>((health, provider) =>
        {
            if (applies(provider))
                health.Registrations.Add(Registration(Ready, name, create));
        });
        return services;
    }

    /// <summary>How the names of Tinpot's checks with a tag begin.</summary>
    public static string Prefix(string tag) => $"tinpot.{tag}.";

    private static HealthCheckRegistration Registration(string tag, string name, Func<IServiceProvider, HostCheck> create) =>
        new(Prefix(tag) + name, create, failureStatus: null, [tag]);
}
