using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Tinpot.Platform;

/// <summary>The loops of a host: makes them, and knows them for the health and readiness checks.</summary>
/// <param name="isReported">See <see cref="SupervisedLoop"/>.</param>
internal sealed class SupervisedLoops(TimeProvider clock, Func<Exception, bool> isReported)
{
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<SupervisedLoop> _all = new();

    public IReadOnlyCollection<SupervisedLoop> All => _all;

    /// <param name="name">In words that fit "The … failed": "claim loop".</param>
    /// <param name="longestPause">The pause between passes that keep failing; null = the usual one.</param>
    public SupervisedLoop Create(string name, ILogger logger, TimeSpan? longestPause = null)
    {
        var loop = new SupervisedLoop(name, clock, logger, isReported) { LongestPause = longestPause ?? UsualPause };
        _all.Enqueue(loop);
        return loop;
    }
}
