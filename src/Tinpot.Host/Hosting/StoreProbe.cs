using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using Tinpot.Platform;

namespace Tinpot.Hosting;

/// <summary>
/// Reads and writes a little now and then, so that readiness knows an outage without a request that meets it, and its end without
/// a request that could: an orchestrator sends none while the host is not ready.
/// </summary>
internal sealed class StoreProbe(
    IExecutionClient executions, IWorkSource work, StoreHealth health, SupervisedLoops loops, ILogger<StoreProbe> logger) : BackgroundService
{
    private static readonly TimeSpan Usually = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan InOutage = TimeSpan.FromSeconds(1);

    private readonly SupervisedLoop _loop = loops.Create("store probe", logger, longestPause: InOutage);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(PassAsync, stoppingToken);

    private async Task<TimeSpan> PassAsync(CancellationToken stopping)
    {
        await executions.FindAsync(Guid.Empty, stopping).ConfigureAwait(false);
        await work.ProbeWriteAsync(stopping).ConfigureAwait(false);
        return health.Failing == StoreCall.None ? Usually : InOutage;
    }
}
