namespace Tinpot.Tests.Redis;

/// <summary>What happens to the bytes of one direction, for all connections of a proxy.</summary>
/// <param name="random">Of the jitter.</param>
internal sealed class ProxyLink(Random random)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _open = Opened();

    /// <summary>How long each message is under way.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How much longer or shorter, at most.</summary>
    public TimeSpan Jitter { get; set; }

    /// <summary>null = as many as there are.</summary>
    public int? BytesPerSecond { get; set; }

    /// <summary>Nothing comes through any more, and nobody is told: what is under way comes late, or never.</summary>
    public void Hold()
    {
        lock (_lock)
        {
            if (_open.Task.IsCompleted)
                _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Release()
    {
        lock (_lock)
            _open.TrySetResult();
    }

    internal Task OpenAsync(CancellationToken cancellation)
    {
        lock (_lock)
            return _open.Task.WaitAsync(cancellation);
    }

    internal TimeSpan Latency()
    {
        lock (_lock)
            return TimeSpan.FromTicks(Math.Max(0, Delay.Ticks + (long)((random.NextDouble() * 2 - 1) * Jitter.Ticks)));
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }
}
