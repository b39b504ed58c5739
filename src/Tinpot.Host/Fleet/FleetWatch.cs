using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Platform;
using Tinpot.Security;

namespace Tinpot.Fleet;

/// <summary>Keeps what an API knows of its workers fresh, and says what cannot work between them.</summary>
internal sealed partial class FleetWatch(
    FleetCatalog catalog, IFleetRegistry registry, ISecretVault vault, SupervisedLoops loops, ILogger<FleetWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    private HashSet<string> _reported = [];
    private readonly SupervisedLoop _loop = loops.Create("watch over the fleet", logger);

    /// <summary>Looks before the host listens, so that the first who asks sees the actions.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await _loop.PassAsync(LookAsync, cancellationToken).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(LookAsync, stoppingToken);

    private async Task<TimeSpan> LookAsync(CancellationToken cancellation)
    {
        await catalog.RefreshAsync(cancellation).ConfigureAwait(false);
        CompareKeys(await registry.WorkersAsync().ConfigureAwait(false));
        return Every;
    }

    /// <summary>Each worker is named once, as long as it lives.</summary>
    private void CompareKeys(IReadOnlyList<WorkerStatus> workers)
    {
        WorkerStatus[] foreign = [.. workers.Where(worker => worker.KeyFingerprint != vault.Fingerprint)];
        foreach (WorkerStatus worker in foreign.Where(worker => !_reported.Contains(worker.Instance)))
            LogForeignKey(worker.Name, worker.KeyFingerprint, vault.Fingerprint);
        _reported = [.. foreign.Select(worker => worker.Instance)];
    }

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Worker {Worker} has another key ({Theirs}) than this host ({Ours}): executions with secret values that are submitted here fail on that worker. Set the same TINPOT_KEY on all hosts of the fleet.")]
    private partial void LogForeignKey(string worker, string theirs, string ours);
}
