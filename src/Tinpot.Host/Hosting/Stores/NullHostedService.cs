using Microsoft.Extensions.Hosting;

namespace Tinpot.Hosting.Stores;

/// <summary>In the place of a service that this host does not need.</summary>
internal sealed class NullHostedService : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
