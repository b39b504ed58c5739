using Microsoft.Extensions.DependencyInjection;
using Tinpot.Hosting;
using Tinpot.Runtime;
using Tinpot.Settings;

namespace Tinpot;

/// <summary>Puts Tinpot into a program's services.</summary>
public static class TinpotServices
{
    /// <summary>
    /// Adds the store, the worker and what <see cref="TinpotEndpoints.MapTinpot"/> serves. Settings come from the
    /// application's configuration: environment variables and section <c>Tinpot</c>.
    /// </summary>
    /// <param name="services">The application's services; actions get a container of their own.</param>
    /// <param name="catalog">The generated catalog, <c>Tinpot.Generated.ActionCatalog.Instance</c>.</param>
    /// <param name="configure">Overrides the settings of the configuration.</param>
    /// <exception cref="InvalidOperationException">It was called before.</exception>
    public static IServiceCollection AddTinpot(
        this IServiceCollection services, CompiledCatalog catalog, Action<TinpotOptions>? configure = null) =>
        services.AddHost(HostRole.Serve, catalog, configure).AddHostedService<StartReport>();
}
