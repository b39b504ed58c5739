namespace Tinpot.Workers.Stopping;

/// <summary>Asks a run to stop, once, and says why. The first reason stands.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenSource _forced = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _reason;

    public CancellationToken Token => _source.Token;

    /// <summary>Why the run was asked to stop; <see cref="StopReason.None"/> while it was not.</summary>
    public StopReason Reason => (StopReason)Volatile.Read(ref _reason);

    /// <summary>Ends when the run is asked to stop, before the token tells the action.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Ends, or fails with what they threw, when everything that hung on the token has run.</summary>
    public Task Passed => _passed.Task;

    /// <summary>
    /// Returns at once. What hangs on the token is the author's: it runs on a thread of its own, where it may block, and
    /// what it throws is kept instead of ending the process.
    /// </summary>
    public void Stop(StopReason reason)
    {
        if (TrySetReason(reason))
            Tell();
    }

    /// <summary>
    /// Ends the run without asking, where it can be killed, before this returns. Only then is it told: an action that obeys
    /// at once would end by itself meanwhile, as if nothing had happened.
    /// </summary>
    public void Kill(StopReason reason)
    {
        bool first = TrySetReason(reason);
        try
        {
            Process.Kill();
        }
        finally
        {
            if (first)
                Tell();
        }
    }

    /// <summary>How long the run may take; null = as long as it likes.</summary>
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>The run is where it can be killed, and will be if it does not obey.</summary>
    public bool IsKillable { get; set; }

    /// <summary>Ends the run without asking, where it can be killed.</summary>
    public KillSwitch Process { get; } = new();

    /// <summary>Signalled when a run that was asked to stop has no more time to do so: it is killed where that can be done.</summary>
    public CancellationToken Hurried => _forced.Token;

    /// <summary>Takes the rest of its grace from a run. It must have been asked to stop before.</summary>
    public void Force() => _forced.Cancel();

    public void Dispose()
    {
        _source.Dispose();
        _forced.Dispose();
    }

    private bool TrySetReason(StopReason reason) =>
        Interlocked.CompareExchange(ref _reason, (int)reason, (int)StopReason.None) == (int)StopReason.None;

    private void Tell()
    {
        _asked.SetResult();
        try
        {
            new Thread(Cancel) { IsBackground = true, Name = "Tinpot stop" }.UnsafeStart();
        }
        catch (Exception error) when (error is OutOfMemoryException or ThreadStartException)
        {
            // The system has no thread left; the pool has some already
            ThreadPool.UnsafeQueueUserWorkItem(static signal => signal.Cancel(), this, preferLocal: false);
        }
    }

    private void Cancel()
    {
        try
        {
            _source.Cancel();
            _passed.SetResult();
        }
        catch (AggregateException fault)
        {
            _passed.SetException(fault.InnerExceptions);
        }
        catch (ObjectDisposedException)
        {
            // It ended before it could be told
        }
        catch (Exception fault)
        {
            // A thread of its own: an exception would end the process
            _passed.TrySetException(fault);
        }
    }
}
