namespace Tinpot.Runtime;

/// <summary>Adds up, per action, the nested calls of one caller that are too many to record one by one.</summary>
internal sealed class CallTally(ActionExecution caller)
{
    /// <summary>Number of nested calls of one caller that are recorded one by one.</summary>
    public const int EventsPerCall = 1_000;

    private readonly Dictionary<string, Sum> _sums = [];
    private bool _reported;

    public void Add(string action, bool failed, TimeSpan duration)
    {
        bool late;
        lock (_sums)
        {
            Sum sum = _sums.GetValueOrDefault(action);
            _sums[action] = new Sum(sum.Repeated + 1, sum.Failed + (failed ? 1 : 0), sum.Total + duration);
            late = _reported;
            _reported = false;
        }

        if (late)
            caller.Run.AddLate(this);
    }

    public void Report()
    {
        KeyValuePair<string, Sum>[] sums;
        lock (_sums)
        {
            sums = [.. _sums];
            _sums.Clear();
            _reported = true;
        }

        foreach ((string action, Sum sum) in sums.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            caller.Sink.Count(action, sum.Repeated, sum.Failed, sum.Total);
    }

    private readonly record struct Sum(long Repeated, long Failed, TimeSpan Total);
}
