using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Http;

namespace Tinpot.Hosting;

/// <summary>Nobody in by accident: without authentication the host serves this machine only, judged by what was really bound.</summary>
internal sealed partial class ListenGuard(IServiceProvider services, TinpotOptions options, ILogger<ListenGuard> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (ApplicationAuthorization.GuardsAll(services.GetServices<EndpointDataSource>()))
            return Task.CompletedTask;
        foreach (string address in Bound(services))
        {
            if (!ListenAddress.IsLocal(address))
            {
                if (options.Auth is not null)
                {
                    LogOpen(address);
                    break;
                }

                throw new StartException(
                    $"Listening on {address} without authentication would allow every client that can reach it to run actions. "
                    + $"Listen on loopback (--urls {ServeHost.DefaultUrl}), or set TINPOT_AUTH=none to allow this. "
                    + "In an application with its own authorization, call app.MapTinpot(…).RequireAuthorization().");
            }
        }

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "TINPOT_AUTH=none: every client that can reach {Address} may run every action and read all arguments and logs anonymously.")]
    private partial void LogOpen(string address);

    /// <summary>What the server bound; nothing when the application has no server.</summary>
    internal static IReadOnlyCollection<string> Bound(IServiceProvider services) =>
        services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses is { } addresses ? [.. addresses] : [];
}
