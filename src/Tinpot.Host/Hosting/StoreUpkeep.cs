using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;

namespace Tinpot.Hosting;

/// <summary>
/// Has the store end what lost its owner and promote what is due. Every process does, with a worker or without, also while it
/// drains; it does not matter how many at once.
/// </summary>
internal sealed partial class StoreUpkeep(IWorkSource source, TimeProvider clock, ILogger<StoreUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _every = LeaseTimes.Of(source).Reap;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
                await Task.Delay(await PassAsync(stoppingToken).ConfigureAwait(false), clock, stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // That is how it ends, also while the store is away.
        }
    }

    /// <returns>When to look again.</returns>
    private async Task<TimeSpan> PassAsync(CancellationToken stopping)
    {
        try
        {
            await source.ReapAsync(stopping).ConfigureAwait(false);
            return _every;
        }
        catch (StoreUnavailableException error)
        {
            LogUnavailable(error);
            return Pause;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The store is unavailable: what lost its worker is not noticed, and what is due does not become so, for now.")]
    private partial void LogUnavailable(Exception error);
}
