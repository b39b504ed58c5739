using Tinpot.Runtime;
using Tinpot.Workers.Leases;
using Tinpot.Workers.Stopping;

namespace Tinpot.Workers.Running;

/// <summary>How long executions may take: as their action says, else as the host is set.</summary>
internal sealed class TimeLimits(CompiledCatalog catalog, TinpotOptions options, TimeProvider clock)
{
    /// <summary>Stops the run when its time is over, until what is returned is disposed of.</summary>
    public IDisposable? Watch(ActiveRun run)
    {
        run.Stop.TimeLimit = catalog.Find(run.Execution.Action)?.Timeout ?? options.Timeout;
        return run.Stop.TimeLimit is { } limit
            ? clock.CreateTimer(static stop => ((StopSignal)stop!).Stop(StopReason.Timeout), run.Stop, limit, Timeout.InfiniteTimeSpan)
            : null;
    }
}
