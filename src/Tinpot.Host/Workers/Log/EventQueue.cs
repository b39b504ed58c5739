using Tinpot.Executions.Events;

namespace Tinpot.Workers.Log;

/// <summary>
/// Numbers events and hands them on in batches, one at a time: at once while none is under way, else when that one has
/// returned. So a quiet action's line is stored without delay, and a flood makes large batches.
/// </summary>
/// <remarks>Every member but <see cref="DrainAsync"/> is used under <see cref="Gate"/>.</remarks>
internal sealed class EventQueue(IEventSink sink, EventId first, TimeProvider clock)
{
    /// <summary>A batch is closed when it has this many bytes.</summary>
    public const int BatchBytes = 64 * 1024;

    /// <summary>So many bytes wait at most; then writers do.</summary>
    public const int Bound = 1024 * 1024;

    /// <summary>When nothing was taken for so long, lines are dropped: longer than any store's hiccup, and an action must not hang for its log.</summary>
    public TimeSpan StoreTimeout { get; init; } = TimeSpan.FromSeconds(30);

    private readonly Queue<EventBatch> _batches = new();
    private EventId _next = first;
    private long _waiting;
    private bool _pumping;
    private long _released = clock.GetTimestamp();
    private TaskCompletionSource? _drained;

    /// <summary>Guards the log of one execution. A monitor, because writers wait on it for room.</summary>
    public object Gate { get; } = new();

    /// <summary>Events go here; then <see cref="Added"/>.</summary>
    public EventBuffer Open { get; } = new();

    /// <summary>Why nothing can be handed on any more; null while it can.</summary>
    public Exception? Fault { get; private set; }

    public bool HasRoom => _waiting + Open.Length < Bound;

    /// <summary>Nothing was taken for too long; what can be dropped is.</summary>
    public bool Stalled => !HasRoom && Left <= TimeSpan.Zero;

    private TimeSpan Left => StoreTimeout - clock.GetElapsedTime(_released);

    /// <summary>Waits until there is room, or there will be none, or, for what can be dropped, until patience is at its end.</summary>
    public void WaitForRoom(bool droppable)
    {
        while (!HasRoom && Fault is null && !(droppable && Left <= TimeSpan.Zero))
            Monitor.Wait(Gate, droppable ? Left : Timeout.InfiniteTimeSpan);
    }

    /// <summary>An event was written to <see cref="Open"/>.</summary>
    public void Added()
    {
        if (Open.Length >= BatchBytes)
            Cut();
        if (_pumping)
            return;
        _pumping = true;
        _released = clock.GetTimestamp();
        ThreadPool.UnsafeQueueUserWorkItem(static queue => _ = queue.PumpAsync(), this, preferLocal: false);
    }

    /// <summary>Ends when everything was handed on, or cannot be.</summary>
    public Task DrainAsync()
    {
        lock (Gate)
        {
            if (!_pumping)
                return Task.CompletedTask;
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    private async Task PumpAsync()
    {
        try
        {
            while (Take() is { } batch)
            {
                await sink.WriteAsync(batch, CancellationToken.None).ConfigureAwait(false);
                Release(batch);
            }
        }
        catch (Exception fault)
        {
            Break(fault);
        }
    }

    private EventBatch? Take()
    {
        lock (Gate)
        {
            if (_batches.Count == 0 && Open.Count > 0)
                Cut();
            if (_batches.TryDequeue(out EventBatch? batch))
                return batch;
            _pumping = false;
            _drained?.TrySetResult();
            return null;
        }
    }

    private void Release(EventBatch batch)
    {
        lock (Gate)
        {
            _waiting -= batch.Payload.Length;
            _released = clock.GetTimestamp();
            Monitor.PulseAll(Gate);
        }
    }

    /// <summary>Ends the log: nothing more is stored, and the execution must not end as a success.</summary>
    public void Break(Exception fault)
    {
        lock (Gate)
        {
            Fault ??= fault;
            Open.Discard();
            _batches.Clear();
            _pumping = false;
            _drained?.TrySetResult();
            Monitor.PulseAll(Gate);
        }
    }

    private void Cut()
    {
        EventBatch batch = Open.Cut(_next);
        _next = _next with { Sequence = _next.Sequence + batch.Count };
        _waiting += batch.Payload.Length;
        _batches.Enqueue(batch);
    }
}
