using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Platform;

namespace Tinpot.Fleet;

/// <summary>Shows this worker to the fleet from its start until it has drained.</summary>
internal sealed partial class Heartbeats(
    IFleetRegistry registry, LocalWorker worker, LocalCatalog catalog, TinpotOptions options,
    IHostApplicationLifetime lifetime, SupervisedLoops loops, TimeProvider clock, ILogger<Heartbeats> logger) : BackgroundService
{
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(2);

    /// <summary>How long the last announcement is waited for before the worker signs off.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    /// <summary>Often enough that what it shows is of use to people, and that several may be lost before its lease is over.</summary>
    private readonly TimeSpan _every = options.Lease / 6 < Slowest ? options.Lease / 6 : Slowest;
    private readonly SupervisedLoop _loop = loops.Create("heartbeat of the worker", logger, longestPause: TimeSpan.FromSeconds(1));
    private bool _first = true;
    private Task _announcing = Task.CompletedTask;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before it takes work, so that nobody takes it for dead
        await _loop.PassAsync(AnnounceAsync, cancellationToken).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Comes after the drain.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        // An announcement under way would show the worker again after it has signed off
        await _announcing.WaitAsync(Timeout, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await registry.LeaveAsync(worker.Status.Instance).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // Its key expires by itself
            LogStillShown(error.Message);
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
            await _loop.PassAsync(AnnounceAsync, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task<TimeSpan> AnnounceAsync(CancellationToken cancellation)
    {
        Task announcing = registry.AnnounceAsync(worker.Status, catalog, _first);
        _announcing = announcing;
        await announcing.WaitOrAbandonAsync(cancellation).ConfigureAwait(false);
        _first = false;
        return _every;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The fleet lists this worker until its lease is over, because its entry could not be removed: {Reason}")]
    private partial void LogStillShown(string reason);
}
