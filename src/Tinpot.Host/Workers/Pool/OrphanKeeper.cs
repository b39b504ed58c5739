using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Platform;
using Tinpot.Platform.Processes;

namespace Tinpot.Workers.Pool;

/// <summary>
/// Makes this process the parent of what its children leave when they are killed, instead of the system's first process, and
/// removes those that have ended from the process table. .NET does that only for processes that it started.
/// </summary>
internal sealed class OrphanKeeper(SupervisedLoops loops, ILogger<OrphanKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // The first process of a container is the parent of all orphans, and there .NET removes them all
        if (!OperatingSystem.IsLinux() || Environment.ProcessId == 1)
            return Task.CompletedTask;
        CurrentProcess.AdoptOrphans();
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        loops.Create("keeper of orphaned processes", logger).RunAsync(
            _ =>
            {
                Descendants.Reap();
                return Task.FromResult(Round);
            },
            stoppingToken);
}
