namespace Tinpot.Host.Tests.Workers.Injection;

/// <summary>Throws when it is asked for the time once, as anything may that code below a call needs.</summary>
internal sealed class FaultyClock : TimeProvider
{
    private int _left = -1;
    private Func<Exception> _make = static () => new InvalidOperationException();

    /// <summary>Whether it has thrown.</summary>
    public bool Thrown => Volatile.Read(ref _left) == 0;

    /// <param name="after">So often it tells the time before that.</param>
    public void Arm(Func<Exception> make, int after)
    {
        _make = make;
        Volatile.Write(ref _left, after + 1);
    }

    public void Disarm() => Volatile.Write(ref _left, -1);

    public override DateTimeOffset GetUtcNow()
    {
        ThrowOnce();
        return base.GetUtcNow();
    }

    public override long GetTimestamp()
    {
        ThrowOnce();
        return base.GetTimestamp();
    }

    private void ThrowOnce()
    {
        if (Volatile.Read(ref _left) > 0 && Interlocked.Decrement(ref _left) == 0)
            throw _make();
    }
}
