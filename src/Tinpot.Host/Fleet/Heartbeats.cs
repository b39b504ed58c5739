using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;

namespace Tinpot.Fleet;

/// <summary>Shows this worker to the fleet from its start until it has drained.</summary>
internal sealed partial class Heartbeats(
    IFleetRegistry registry, ThisWorker worker, OwnCatalogue catalogue, TinpotOptions options,
    IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<Heartbeats> logger) : BackgroundService
{
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(2);

    /// <summary>Often enough that what it shows is of use to people, and that several may be lost before its lease is over.</summary>
    private readonly TimeSpan _every = options.Lease / 6 < Slowest ? options.Lease / 6 : Slowest;
    private bool _first = true;
    private bool _away;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before it takes work, so that nobody takes it for dead
        await AnnounceAsync().ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Comes after the drain.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await registry.LeaveAsync(worker.Status.Instance).ConfigureAwait(false);
        }
        catch (StoreUnavailableException)
        {
            // Its lease ends by itself.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // That it drains is said at once
            using var early = CancellationTokenSource.CreateLinkedTokenSource(
                stoppingToken, lifetime.ApplicationStopping.IsCancellationRequested ? CancellationToken.None : lifetime.ApplicationStopping);
            await Task.Delay(_every, clock, early.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await AnnounceAsync().ConfigureAwait(false);
        }
    }

    private async Task AnnounceAsync()
    {
        try
        {
            await registry.AnnounceAsync(worker.Status, catalogue, _first).ConfigureAwait(false);
            (_first, _away) = (false, false);
        }
        catch (StoreUnavailableException error)
        {
            if (!_away)
                LogUnseen(error);
            _away = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The fleet does not see this worker for now, because the store is unavailable.")]
    private partial void LogUnseen(Exception error);
}
