namespace Tinpot.Workers.Child;

/// <summary>
/// Decides which of two threads reads what the host sends. The thread of the actions does, and runs each action itself, so a short one
/// needs no other thread. While an action takes longer than a moment, a second thread reads.
/// </summary>
/// <remarks>
/// The second thread does not have to be woken for each action: as long as actions come one after another, it looks from time to time
/// whether one is still the same.
/// </remarks>
internal sealed class Turns
{
    /// <summary>A request to stop may wait for two of them.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    private long _actions;
    private bool _acting;
    private bool _asleep;
    private bool _closed;

    /// <summary>Held by the second thread while it reads. A monitor, because it waits on it.</summary>
    public object Gate { get; } = new();

    /// <summary>The thread of the actions begins one, and does not read until it ends.</summary>
    public void Begin() => Interrupts.Withstand(() =>
    {
        lock (Gate)
        {
            _acting = true;
            _actions++;
            if (_asleep)
                Wake();
        }
    });

    /// <summary>The action has returned: its thread reads again, and only that one.</summary>
    public void End() => Interrupts.Withstand(() =>
    {
        lock (Gate)
            _acting = false;
    });

    /// <summary>The host has closed the pipe.</summary>
    public void Close() => Interrupts.Withstand(() =>
    {
        lock (Gate)
        {
            _closed = true;
            Wake();
        }
    });

    /// <summary>Waits until an action has taken longer than a moment.</summary>
    /// <returns>Its number; null when the host has closed the pipe.</returns>
    public long? AwaitLong()
    {
        lock (Gate)
        {
            for (bool quiet = false; !_closed;)
            {
                long before = _actions;
                _asleep = quiet && !_acting;
                Monitor.Wait(Gate, _asleep ? Timeout.InfiniteTimeSpan : Moment);
                quiet = _actions == before;
                if (quiet && _acting)
                    return before;
            }

            return null;
        }
    }

    /// <summary>Whether an action still runs; under the gate.</summary>
    public bool IsAt(long action) => _acting && _actions == action;

    private void Wake()
    {
        _asleep = false;
        Monitor.Pulse(Gate);
    }
}
