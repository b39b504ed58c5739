using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Tinpot.Platform.Reflection;
using Tinpot.Security;

namespace Tinpot.Fleet;

/// <summary>The worker of this process, as it shows itself.</summary>
/// <param name="busy">How many executions it runs.</param>
internal sealed class LocalWorker(
    FleetIdentity identity, Func<int> busy, LocalCatalog catalog, ISecretVault vault, TinpotOptions options, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    private readonly DateTimeOffset _started = ProcessStart();

    public WorkerStatus Status => new()
    {
        Instance = identity.Instance,
        Name = options.WorkerName,
        Host = Environment.MachineName,
        ProcessId = Environment.ProcessId,
        Queues = options.Queues,
        Groups = options.Groups,
        Slots = options.Concurrency,
        Busy = busy(),
        State = lifetime.ApplicationStopping.IsCancellationRequested ? WorkerState.Draining : WorkerState.Running,
        StartedAt = _started,
        LastSeen = clock.GetUtcNow(),
        Version = HostAssembly.Version,
        Catalog = catalog.Hash,
        KeyFingerprint = vault.Fingerprint,
    };

    /// <summary>Not when somebody asked for the first time.</summary>
    private static DateTimeOffset ProcessStart()
    {
        using var process = Process.GetCurrentProcess();
        return process.StartTime;
    }
}
