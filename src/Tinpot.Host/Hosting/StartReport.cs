using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Http;

namespace Tinpot.Hosting;

/// <summary>Tells in an application of the author's what has joined it.</summary>
internal sealed partial class StartReport(IServiceProvider services) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        ILogger logger = StartLines.WriteActions(services);
        if (!ApplicationAuthorization.HasEndpoints(services.GetServices<EndpointDataSource>()))
            LogUnmapped(logger);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "The page and the API are not served, because the application does not call app.MapTinpot().")]
    private static partial void LogUnmapped(ILogger logger);
}
