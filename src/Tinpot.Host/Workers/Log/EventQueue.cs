using Tinpot.Executions.Events;
using Tinpot.Platform;

namespace Tinpot.Workers.Log;

/// <summary>
/// Numbers events and hands them on in batches, one at a time: at once while none is under way, else when that one has returned. So a
/// quiet action's line is stored without delay, and a flood makes large batches. At the beginning of a run, a batch waits a moment: the
/// events of an action that is over by then are stored together with the end.
/// </summary>
/// <remarks>Every member but <see cref="DrainAsync"/> is used under <see cref="Gate"/>.</remarks>
internal sealed class EventQueue : IDisposable
{
    /// <summary>A last batch of more bytes is handed on by itself, so that the step that writes the end stays short.</summary>
    public const int LastBytes = 16 * 1024;

    /// <summary>A batch is closed when it has this many bytes.</summary>
    public const int BatchBytes = 64 * 1024;

    /// <summary>So many bytes wait at most; then writers do.</summary>
    public const int Bound = 1024 * 1024;

    /// <summary>At the beginning, an event waits so long for the end.</summary>
    public TimeSpan Moment { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>So long the beginning lasts: an action that is not over by then may take any time.</summary>
    public TimeSpan Beginning { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>When nothing was taken for so long, lines are dropped: longer than any store's hiccup, and an action must not hang for its log.</summary>
    public TimeSpan StoreTimeout { get; init; } = TimeSpan.FromSeconds(30);

    private readonly Queue<EventBatch> _batches = new();
    private readonly IEventSink _sink;
    private readonly TimeProvider _clock;
    private readonly ITimer _moment;
    private readonly long _begun = SystemClock.Instance.GetTimestamp();
    private EventId _next;
    private long _waiting;
    private bool _delayed;
    private bool _pumping;
    private bool _draining;
    private long _released;
    private TaskCompletionSource? _drained;

    public EventQueue(IEventSink sink, EventId first, TimeProvider clock)
    {
        _sink = sink;
        _clock = clock;
        _next = first;
        _released = clock.GetTimestamp();
        // What is waited for are the system calls of a child, which take the time of the machine
        _moment = SystemClock.Instance.CreateTimer(
            static queue => ((EventQueue)queue!).EndMoment(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Guards the log of one execution. A monitor, because writers wait on it for room.</summary>
    public object Gate { get; } = new();

    /// <summary>Events go here; then <see cref="Added"/>.</summary>
    public EventBuffer Open { get; } = new();

    /// <summary>Why nothing can be handed on any more; null while it can.</summary>
    public Exception? Fault { get; private set; }

    public bool HasRoom => _waiting + Open.Length < Bound;

    /// <summary>Nothing was taken for too long; what can be dropped is.</summary>
    public bool Stalled => !HasRoom && Left <= TimeSpan.Zero;

    private TimeSpan Left => StoreTimeout - _clock.GetElapsedTime(_released);

    /// <summary>Waits until there is room, or there will be none, or, for what can be dropped, until patience is at its end.</summary>
    public void WaitForRoom(bool droppable)
    {
        while (!HasRoom && Fault is null && !(droppable && Left <= TimeSpan.Zero))
            Monitor.Wait(Gate, droppable ? Left : Timeout.InfiniteTimeSpan);
    }

    /// <summary>An event was written to <see cref="Open"/>.</summary>
    public void Added()
    {
        bool full = Open.Length >= BatchBytes;
        if (full)
            Cut();
        if (_pumping)
            return;
        if (full || SystemClock.Instance.GetElapsedTime(_begun) >= Beginning)
        {
            BeginPump();
            ThreadPool.UnsafeQueueUserWorkItem(static queue => _ = queue.PumpAsync(), this, preferLocal: false);
        }
        else if (!_delayed)
        {
            _delayed = true;
            _moment.Change(Moment, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Nothing is added any more. Ends when everything was handed on, or cannot be.</summary>
    public Task DrainAsync()
    {
        lock (Gate)
        {
            _draining = true;
            if (_pumping)
            {
                _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _drained.Task;
            }

            if (!_delayed || Fault is not null)
                return Task.CompletedTask;
            BeginPump();
        }

        return PumpAsync();
    }

    public void Dispose() => _moment.Dispose();

    /// <summary>On a thread of the timer, where an exception would end the process.</summary>
    private void EndMoment()
    {
        try
        {
            lock (Gate)
            {
                if (!_delayed || _pumping)
                    return;
                BeginPump();
            }

            _ = PumpAsync();
        }
        catch (Exception fault)
        {
            Break(fault);
        }
    }

    private void BeginPump()
    {
        _released = _clock.GetTimestamp();
        _delayed = false;
        _pumping = true;
    }

    private async Task PumpAsync()
    {
        try
        {
            while (Take(out bool last) is { } batch)
            {
                ValueTask write = last ? _sink.WriteLastAsync(batch, CancellationToken.None) : _sink.WriteAsync(batch, CancellationToken.None);
                await write.ConfigureAwait(false);
                Release(batch);
            }
        }
        catch (Exception fault)
        {
            Break(fault);
        }
    }

    private EventBatch? Take(out bool last)
    {
        lock (Gate)
        {
            if (_batches.Count == 0 && Open.Count > 0)
                Cut();
            bool any = _batches.TryDequeue(out EventBatch? batch);
            last = any && _draining && _batches.Count == 0 && Open.Count == 0 && batch!.Payload.Length <= LastBytes;
            if (any)
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
            _released = _clock.GetTimestamp();
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
            _delayed = false;
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
