namespace Tinpot.Host.Tests.Workers;

/// <summary>The system's clock, whose monotonic part can jump, as it does for a process that was stopped for a while.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _shift;

    public void Jump(TimeSpan time) => Interlocked.Add(ref _shift, (long)(time.TotalSeconds * TimestampFrequency));

    public override long GetTimestamp() => base.GetTimestamp() + Volatile.Read(ref _shift);
}
