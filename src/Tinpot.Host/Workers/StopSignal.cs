namespace Tinpot.Workers;

/// <summary>Asks a run to stop, once, and says why. The first reason stands.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private int _reason;

    public CancellationToken Token => _source.Token;

    /// <summary>Why the run was asked to stop; <see cref="StopReason.None"/> while it was not.</summary>
    public StopReason Reason => (StopReason)Volatile.Read(ref _reason);

    public void Stop(StopReason reason)
    {
        if (Interlocked.CompareExchange(ref _reason, (int)reason, (int)StopReason.None) == (int)StopReason.None)
            _source.Cancel();
    }

    public void Dispose() => _source.Dispose();
}
