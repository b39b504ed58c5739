namespace Tinpot.Stores.Redis;

/// <summary>
/// The server's time without asking for it: what it was when somebody last heard, and what has gone by since. So a host whose
/// own clock is wrong means the same moment as all others.
/// </summary>
internal sealed class ServerClock(TimeProvider local) : TimeProvider
{
    private Reading? _last;

    public override long TimestampFrequency => local.TimestampFrequency;

    /// <summary>The host's own time before the server was heard of.</summary>
    public override DateTimeOffset GetUtcNow() => Volatile.Read(ref _last) is { } last ? last.At(local) : local.GetUtcNow();

    public override long GetTimestamp() => local.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        local.CreateTimer(callback, state, dueTime, period);

    /// <param name="now">What the server just said.</param>
    /// <returns>By how much it was set forward (or back: less than zero) since it was last heard.</returns>
    public TimeSpan Learn(DateTimeOffset now)
    {
        TimeSpan jump = _last is { } last ? now - last.At(local) : TimeSpan.Zero;
        Volatile.Write(ref _last, new Reading(now, local.GetTimestamp()));
        return jump;
    }

    private sealed record Reading(DateTimeOffset Time, long Timestamp)
    {
        public DateTimeOffset At(TimeProvider local) => Time + local.GetElapsedTime(Timestamp);
    }
}
