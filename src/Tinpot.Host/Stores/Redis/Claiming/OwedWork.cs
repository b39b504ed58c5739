using Tinpot.Executions;
using Tinpot.Stores.Redis.Wakeups;

namespace Tinpot.Stores.Redis.Claiming;

/// <summary>What this process owns and its worker has not been given yet: a repeated claim may hand out more than is asked for by then.</summary>
internal sealed class OwedWork
{
    private readonly Lock _lock = new();
    private readonly Queue<ClaimedExecution> _waiting = [];

    /// <summary>Is set when there is some that nobody is asking for.</summary>
    public WakeupSignal Signal { get; } = new();

    public int Count
    {
        get
        {
            lock (_lock)
                return _waiting.Count;
        }
    }

    /// <summary>Divides what is owed, and what was just taken, among those who ask.</summary>
    /// <param name="most">How many each of them can start.</param>
    public IReadOnlyList<ClaimedExecution>[] Share(IReadOnlyList<ClaimedExecution> taken, IReadOnlyList<int> most)
    {
        var shares = new IReadOnlyList<ClaimedExecution>[most.Count];
        lock (_lock)
        {
            foreach (ClaimedExecution one in taken)
                _waiting.Enqueue(one);
            for (int i = 0; i < shares.Length; i++)
            {
                var share = new List<ClaimedExecution>(Math.Min(most[i], _waiting.Count));
                while (share.Count < most[i] && _waiting.TryDequeue(out ClaimedExecution? next))
                    share.Add(next);
                shares[i] = share;
            }

            if (_waiting.Count == 0)
                return shares;
        }

        Signal.Set();
        return shares;
    }
}
