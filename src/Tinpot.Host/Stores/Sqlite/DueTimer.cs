namespace Tinpot.Stores.Sqlite;

/// <summary>Fires when the next SCHEDULED or RETRY execution is due.</summary>
internal sealed class DueTimer : IDisposable
{
    /// <summary>Looks again at least this often while something is scheduled, because the wall clock may jump.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private DateTimeOffset? _due;
    private bool _closed;

    public DueTimer(TimeProvider time, Action fired)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Fire(fired), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something is due then; an earlier time that is set stays.</summary>
    public void DueAt(DateTimeOffset time)
    {
        lock (_lock)
        {
            if (_closed || _due <= time)
                return;
            _due = time;
            TimeSpan left = time - _time.GetUtcNow();
            _timer.Change(left < TimeSpan.Zero ? TimeSpan.Zero : left < Longest ? left : Longest, Timeout.InfiniteTimeSpan);
        }
    }

    public bool IsDue(DateTimeOffset now)
    {
        lock (_lock)
            return _due <= now;
    }

    public void Dispose()
    {
        lock (_lock)
            _closed = true;
        _timer.Dispose();
    }

    private void Fire(Action fired)
    {
        lock (_lock)
        {
            if (_closed)
                return;
            _due = null;
        }

        fired();
    }
}
