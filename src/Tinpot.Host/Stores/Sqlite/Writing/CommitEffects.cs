using Tinpot.Executions;
using Tinpot.Executions.Limits;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>What a transaction means for the process around the store: counts at once, undone by a rollback; wake-ups after the commit.</summary>
internal sealed class CommitEffects(
    WaitingWork work, ExecutionWaiters<Guid> events, ExecutionEnds ends, CancelRequests cancels, DueTimer timer) : ITransitionEffect
{
    private readonly List<(string Queue, string Group, LimitSet? Limits, ExecutionState State, int Change)> _counts = [];
    private readonly HashSet<Guid> _changed = [];
    private readonly List<Guid> _begun = [];
    private readonly List<(Guid Id, ExecutionRecord? Record)> _ended = [];
    private readonly List<(Guid Id, bool Requested)> _cancels = [];
    private DateTimeOffset? _due;

    public WaitingWork Work { get; } = work;

    /// <summary>Something may be able to start that could not before.</summary>
    public bool MayStart => _counts.Count > 0;

    public void Write(in WrittenTransition transition)
    {
        (ExecutionState? from, ExecutionState to) = (transition.From, transition.To);
        if (from == to)
        {
            _cancels.Add((transition.Id, true));
            return;
        }

        if (from is null)
            _begun.Add(transition.Id);
        if (from is { } left)
            Count(transition.Queue, transition.Group, transition.Limits, left, -1);
        if (!ExecutionTransitions.IsTerminal(to))
            Count(transition.Queue, transition.Group, transition.Limits, to, +1);
        else
            _ended.Add((transition.Id, null));
        // It no longer runs, so no cancel request is open
        if (from == ExecutionState.STARTED || transition.By == TransitionCause.SetAside)
            _cancels.Add((transition.Id, false));
        if (transition.DueAt is { } due)
            DueAt(due);
        Changed(transition.Id);
    }

    /// <summary>The execution enters (+1) or leaves (−1) a state that is not terminal.</summary>
    public void Count(string queue, string group, LimitSet? limits, ExecutionState state, int change)
    {
        if (state == ExecutionState.STARTED && limits is null)
            return;
        Work.Count(queue, group, limits, state, change);
        _counts.Add((queue, group, limits, state, change));
    }

    /// <summary>It has new events, or is gone.</summary>
    public void Changed(Guid id) => _changed.Add(id);

    /// <summary>Something is due then.</summary>
    public void DueAt(DateTimeOffset time) => _due = _due < time ? _due : time;

    /// <summary>Something that waits for its time may be due.</summary>
    public bool AnyDue(DateTimeOffset now) => timer.IsDue(now);

    /// <summary>Reads what has ended and is waited for while it is at hand: a reader would have to find it again.</summary>
    public void ReadEnded(Func<Guid, ExecutionRecord?> read)
    {
        for (int i = 0; i < _ended.Count; i++)
        {
            Guid id = _ended[i].Id;
            if (!ends.IsAwaited(id))
                continue;
            try
            {
                _ended[i] = (id, read(id));
            }
            catch (Exception)
            {
                // The one who waits reads it, and gets the error
            }
        }
    }

    /// <summary>The transaction is on the disk. A wake-up that fails does not keep back the others.</summary>
    public void Apply()
    {
        try
        {
            Wake();
        }
        finally
        {
            Clear();
        }
    }

    private void Wake()
    {
        foreach (Guid id in _changed)
            events.Wake(id, id);
        foreach (Guid id in _begun)
            ends.Begin(id);
        foreach ((Guid id, ExecutionRecord? record) in _ended)
            ends.End(id, record);
        foreach ((Guid id, bool requested) in _cancels)
        {
            if (requested)
                cancels.Add(id);
            else
                cancels.Remove(id);
        }

        if (_due is { } due)
            timer.DueAt(due);
    }

    public void Undo()
    {
        foreach ((string queue, string group, LimitSet? limits, ExecutionState state, int change) in _counts)
            Work.Count(queue, group, limits, state, -change);
        Clear();
    }

    private void Clear()
    {
        _counts.Clear();
        _changed.Clear();
        _begun.Clear();
        _ended.Clear();
        _cancels.Clear();
        _due = null;
    }
}
