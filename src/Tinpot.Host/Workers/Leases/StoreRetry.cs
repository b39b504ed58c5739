using Tinpot.Executions;
using Tinpot.Platform;

namespace Tinpot.Workers.Leases;

/// <summary>Repeats what a store could not do for now, ever more slowly, and not forever.</summary>
internal sealed class StoreRetry(TimeProvider clock)
{
    /// <summary>The pauses for a store that is away: short at first, because many outages are.</summary>
    public static readonly Backoff Pauses = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(1));

    /// <summary>So long a store may be away before a run is given up: what it writes meanwhile is held, and no longer is worth holding.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <exception cref="StoreUnavailableException">The store was away for too long.</exception>
    public async Task RunAsync(Func<CancellationToken, Task> attempt, CancellationToken cancellation)
    {
        long started = clock.GetTimestamp();
        for (int failures = 1; ; failures++)
        {
            try
            {
                await attempt(cancellation).ConfigureAwait(false);
                return;
            }
            catch (StoreUnavailableException) when (clock.GetElapsedTime(started) < Timeout)
            {
                await Task.Delay(Pauses.After(failures), clock, cancellation).ConfigureAwait(false);
            }
        }
    }
}
