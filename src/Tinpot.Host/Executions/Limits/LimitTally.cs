namespace Tinpot.Executions.Limits;

/// <summary>How many places are taken under each limit.</summary>
internal sealed class LimitTally
{
    // By limit, then by key. No key is empty, so that name is free for those that count under every key.
    private const string EveryKey = "";

    private readonly Dictionary<string, Dictionary<string, int>> _taken = new(StringComparer.Ordinal);

    /// <summary>Takes (or, with a negative number, gives back) the places of so many executions.</summary>
    public void Count(LimitSet set, int change)
    {
        foreach (ExecutionLimit limit in set.Limits)
        {
            if (!_taken.TryGetValue(limit.Name, out Dictionary<string, int>? keys))
                _taken.Add(limit.Name, keys = new Dictionary<string, int>(StringComparer.Ordinal));
            string key = limit.Key ?? EveryKey;
            int count = keys.GetValueOrDefault(key) + change;
            if (count != 0)
                keys[key] = count;
            else if (keys.Remove(key) && keys.Count == 0)
                _taken.Remove(limit.Name);
        }
    }

    /// <summary>One more would find all its places.</summary>
    public bool HasRoom(LimitSet set) => set.Limits.All(HasRoom);

    public bool HasRoom(ExecutionLimit limit)
    {
        if (!_taken.TryGetValue(limit.Name, out Dictionary<string, int>? keys))
            return true;
        int everywhere = keys.GetValueOrDefault(EveryKey);
        int here = limit.Key is { } key
            ? keys.GetValueOrDefault(key)
            : keys.Where(taken => taken.Key != EveryKey).Select(taken => taken.Value).DefaultIfEmpty().Max();
        return everywhere + here < limit.MaxConcurrent;
    }
}
