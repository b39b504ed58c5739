namespace Tinpot.Workers.Leases;

/// <summary>
/// Whether a lease certainly still holds, by the monotonic clock of this process. It counts from when the claim or the renewal
/// was asked for: the store counts from when it heard of it, which is later.
/// </summary>
/// <param name="held">So long after it was asked for it is taken to hold.</param>
/// <param name="asked">When the claim was asked for, as a timestamp of the clock.</param>
internal sealed class LeaseTerm(TimeSpan held, long asked, TimeProvider clock)
{
    private long _asked = asked;

    /// <summary>Time until it is over; not positive when it is.</summary>
    public TimeSpan Left => held - clock.GetElapsedTime(Volatile.Read(ref _asked));

    public bool IsOver => Left <= TimeSpan.Zero;

    /// <param name="asked">When the renewal was asked for.</param>
    public void Renew(long asked) => Volatile.Write(ref _asked, asked);
}
