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
internal sealed class ActionServices : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    public ActionServices(CompiledCatalog catalog, IConfiguration configuration, ILoggerFactory hostLogging)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddLogging(logging => logging
            .AddConfiguration(configuration.GetSection("Logging"))
            .AddProvider(new ActionLoggerProvider(hostLogging)));
        catalog.ConfigureServices(services, configuration);
        _provider = services.BuildServiceProvider(validateScopes: true);
    }

    /// <summary>The services of one execution.</summary>
    public AsyncServiceScope CreateScope() => _provider.CreateAsyncScope();

    /// <summary>A logger as the actions' own logging is configured.</summary>
    public ILogger CreateLogger(string category) => _provider.GetRequiredService<ILoggerFactory>().CreateLogger(category);

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
