using Tinpot.Executions;

namespace Tinpot.Workers.Leases;

/// <summary>Repeats what a store could not do for now, ever more slowly, and not forever.</summary>
internal sealed class StoreRetry(TimeProvider clock)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(1);

    /// <summary>So long a store may be away before a run is given up: what it writes meanwhile is held, and no longer is worth holding.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <exception cref="StoreUnavailableException">The store was away for too long.</exception>
    public async Task RunAsync(Func<CancellationToken, Task> attempt, CancellationToken cancellation)
    {
        long started = clock.GetTimestamp();
        for (TimeSpan pause = First; ; pause = pause * 2 < Slowest ? pause * 2 : Slowest)
        {
            try
            {
                await attempt(cancellation).ConfigureAwait(false);
                return;
            }
            catch (StoreUnavailableException) when (clock.GetElapsedTime(started) < Timeout)
            {
                await Task.Delay(pause, clock, cancellation).ConfigureAwait(false);
            }
        }
    }
}
