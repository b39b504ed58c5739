using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using Tinpot.Platform;

namespace Tinpot.Hosting;

/// <summary>
/// Has the store end executions that lost their worker, and promote what is due. Every process does so, with a worker or without,
/// also while it drains; any number may do so at once.
/// </summary>
internal sealed class StoreUpkeep(IWorkSource source, SupervisedLoops loops, ILogger<StoreUpkeep> logger) : BackgroundService
{
    private readonly TimeSpan _every = LeaseTimes.Of(source).Reap;
    private readonly SupervisedLoop _loop = loops.Create("upkeep of the store", logger, longestPause: TimeSpan.FromSeconds(1));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(
        async stopping =>
        {
            await source.ReapAsync(stopping).ConfigureAwait(false);
            return _every;
        },
        stoppingToken);
}
