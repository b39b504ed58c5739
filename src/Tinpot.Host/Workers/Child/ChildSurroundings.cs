using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Settings;

namespace Tinpot.Workers.Child;

/// <summary>What a child is configured with, and what it logs to outside of executions.</summary>
/// <param name="given">The configuration that the program gives its actions; null = <c>appsettings.json</c> and the environment.</param>
internal sealed class ChildSurroundings(IConfiguration? given) : IDisposable
{
    private ServiceProvider? _host;

    /// <summary>Called once.</summary>
    public (IConfiguration Configuration, ILoggerFactory Logging) Build()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { Configuration = ReadOnce(), EnvironmentName = EnvironmentName });
        HostLogging.Configure(builder.Logging, builder.Configuration);
        _host = builder.Services.BuildServiceProvider();
        return (given ?? builder.Configuration, _host.GetRequiredService<ILoggerFactory>());
    }

    public void Dispose() => _host?.Dispose();

    /// <summary>As a web application reads it; without it, <c>DOTNET_ENVIRONMENT</c> counts.</summary>
    private static string? EnvironmentName => Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is { Length: > 0 } name ? name : null;

    /// <summary>
    /// A watcher of <c>appsettings.json</c> takes an inotify instance, of which all programs of a user have 128 together: with
    /// as many children as a large machine has, the next one would not start.
    /// </summary>
    private static ConfigurationManager ReadOnce()
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([new("hostBuilder:reloadConfigOnChange", "false")]);
        return configuration;
    }
}
