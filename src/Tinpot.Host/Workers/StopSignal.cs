namespace Tinpot.Workers;

/// <summary>Asks a run to stop, once, and says why. The first reason stands.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenSource _hurry = new();
    private int _reason;

    public CancellationToken Token => _source.Token;

    /// <summary>Why the run was asked to stop; <see cref="StopReason.None"/> while it was not.</summary>
    public StopReason Reason => (StopReason)Volatile.Read(ref _reason);

    public void Stop(StopReason reason)
    {
        if (Interlocked.CompareExchange(ref _reason, (int)reason, (int)StopReason.None) == (int)StopReason.None)
            _source.Cancel();
    }

    /// <summary>The run is where it can be killed, and will be if it does not obey.</summary>
    public bool Kills { get; set; }

    /// <summary>Signalled when a run that was asked to stop has no more time to do so: it is killed where that can be done.</summary>
    public CancellationToken Hurried => _hurry.Token;

    /// <summary>Takes the rest of its grace from a run. It must have been asked to stop before.</summary>
    public void Hurry() => _hurry.Cancel();

    public void Dispose()
    {
        _source.Dispose();
        _hurry.Dispose();
    }
}
