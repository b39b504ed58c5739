using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tinpot.Runtime;
using Tinpot.Workers.Output;

namespace Tinpot.Workers.Invocation;

/// <summary>
/// The services that actions run with: what the assemblies' <c>[ActionServices]</c> registered, configuration and logging.
/// A container of their own, so that neither the host's services nor its logging mix with them.
/// </summary>
/// <remarks>
/// Where nothing is registered they are built when an action first asks for one, or logs: most never do, and to build them is a
/// large part of the start of a process.
/// </remarks>
internal sealed class ActionServices : IAsyncDisposable
{
    private readonly Lazy<ServiceProvider> _provider;

    public ActionServices(CompiledCatalog catalog, IConfiguration configuration, ILoggerFactory hostLogging)
        : this(catalog, () => (configuration, hostLogging))
    {
    }

    /// <param name="surroundings">What the process is configured with and logs to.</param>
    internal ActionServices(CompiledCatalog catalog, Func<(IConfiguration Configuration, ILoggerFactory HostLogging)> surroundings)
    {
        _provider = new(() => Build(catalog, surroundings()));
        if (catalog.HasServices)
            _ = _provider.Value;
    }

    /// <summary>What building them opened and started stays in the process.</summary>
    public bool AreBuilt => _provider.IsValueCreated;

    /// <summary>The services of one execution.</summary>
    public ActionScope CreateScope() => new(_provider);

    /// <summary>A logger as the actions' own logging is configured.</summary>
    public ILogger CreateLogger(string category) => new DeferredLogger(() => _provider.Value.GetRequiredService<ILoggerFactory>().CreateLogger(category));

    public ValueTask DisposeAsync() => _provider.IsValueCreated ? _provider.Value.DisposeAsync() : ValueTask.CompletedTask;

    private static ServiceProvider Build(CompiledCatalog catalog, (IConfiguration Configuration, ILoggerFactory HostLogging) surroundings)
    {
        (IConfiguration configuration, ILoggerFactory hostLogging) = surroundings;
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddLogging(logging => logging
            .AddConfiguration(configuration.GetSection("Logging"))
            .AddProvider(new ActionLoggerProvider(hostLogging)));
        catalog.ConfigureServices(services, configuration);
        return services.BuildServiceProvider(validateScopes: true);
    }
}
