using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using Tinpot.Security;

namespace Tinpot.Fleet;

/// <summary>Keeps what an API knows of its workers fresh, and says what cannot work between them.</summary>
internal sealed partial class FleetWatch(
    FleetCatalog catalog, IFleetRegistry registry, ISecretVault vault, TimeProvider clock, ILogger<FleetWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    private HashSet<string> _blamed = [];
    private bool _away;

    /// <summary>Looks before the host listens, so that the first who asks sees the actions.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
                await LookAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            await catalog.RefreshAsync(cancellation).ConfigureAwait(false);
            CompareKeys(await registry.WorkersAsync().ConfigureAwait(false));
            _away = false;
        }
        catch (StoreUnavailableException error)
        {
            if (!_away)
                LogBlind(error);
            _away = true;
        }
    }

    /// <summary>Each worker is named once, as long as it lives.</summary>
    private void CompareKeys(IReadOnlyList<WorkerStatus> workers)
    {
        WorkerStatus[] foreign = [.. workers.Where(worker => worker.KeyFingerprint != vault.Fingerprint)];
        foreach (WorkerStatus worker in foreign.Where(worker => !_blamed.Contains(worker.Instance)))
            LogForeignKey(worker.Name, worker.KeyFingerprint, vault.Fingerprint);
        _blamed = [.. foreign.Select(worker => worker.Instance)];
    }

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Worker {Worker} has another key ({Theirs}) than this host ({Ours}): it cannot read the secret values of what is asked for here, and fails it. Give all hosts of the fleet one TINPOT_KEY.")]
    private partial void LogForeignKey(string worker, string theirs, string ours);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store is unavailable: which workers and actions there are is not known anew for now.")]
    private partial void LogBlind(Exception error);
}
