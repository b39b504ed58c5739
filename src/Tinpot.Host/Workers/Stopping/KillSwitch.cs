namespace Tinpot.Workers.Stopping;

/// <summary>Ends the process that a run is in, on the thread that wants it gone and before it goes on.</summary>
internal sealed class KillSwitch
{
    private readonly Lock _lock = new();
    private Action? _kill;
    private bool _pulled;

    /// <summary>The run is in a process from now on.</summary>
    /// <param name="kill">Ends that process. Called at once when the switch was pulled already.</param>
    public void SetTarget(Action kill)
    {
        lock (_lock)
        {
            _kill = kill;
            if (_pulled)
                kill();
        }
    }

    /// <summary>The run is over, and its process may run another.</summary>
    public void ClearTarget()
    {
        lock (_lock)
            _kill = null;
    }

    /// <summary>Returns when the process is ended, if the run is in one.</summary>
    public void Kill()
    {
        lock (_lock)
        {
            _pulled = true;
            _kill?.Invoke();
        }
    }
}
