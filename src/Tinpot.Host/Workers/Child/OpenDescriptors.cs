using System.Globalization;
using Tinpot.Platform.Processes;

namespace Tinpot.Workers.Child;

/// <summary>The descriptors that this process has open, counted by what they lead to.</summary>
internal sealed class OpenDescriptors
{
    /// <summary>Connection pools grow and shrink; this many more than before are not a leak.</summary>
    private const int MoreSockets = 8;

    /// <summary>No program needs more between two executions; each of them makes the next comparison slower.</summary>
    private const int MaxDescriptors = 2_048;

    private const string Assembly = "assembly";

    private readonly Dictionary<string, int> _accepted = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _targets = [];
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);
    private readonly long _limit = ProcessFiles.DescriptorLimit();
    private int _count;
    private long _seen;

    /// <summary>Takes what was seen for given.</summary>
    public void Learn()
    {
        foreach ((string target, int count) in _open)
            _accepted[target] = Math.Max(count, _accepted.GetValueOrDefault(target));
    }

    /// <summary>Whether so many are open that the next execution would soon have none, no matter which execution opened them.</summary>
    public string? Exhaustion() => _count > Math.Min(_limit / 2, MaxDescriptors)
        ? string.Create(CultureInfo.InvariantCulture, $"{_count} open descriptors, and the limit is {_limit}")
        : null;

    /// <summary>Descriptors beyond the accepted ones.</summary>
    public string? Leftover()
    {
        foreach ((string target, int count) in _open)
        {
            if (target == Assembly)
                continue;
            int more = count - _accepted.GetValueOrDefault(target) - (target == "socket" ? MoreSockets : 0);
            if (more > 0)
                return string.Create(CultureInfo.InvariantCulture, $"open descriptors ({target}: {more})");
        }

        return null;
    }

    /// <summary>
    /// As many as at the last look are the same. To ask where a descriptor leads costs most, so that is remembered until one is gone,
    /// whose number is given again.
    /// </summary>
    public void Look()
    {
        long open = ProcessFiles.OpenDescriptors();
        if (open != 0 && open == _seen)
            return;
        _seen = open;
        CountAll();
        if (_count == _targets.Count)
            return;
        _targets.Clear();
        CountAll();
    }

    private void CountAll()
    {
        _open.Clear();
        _count = 0;
        foreach (int descriptor in ProcessFiles.Numbers("/proc/self/fd"))
        {
            if (TargetOf(descriptor) is not { } target)
                continue;
            _count++;
            _open[target] = _open.GetValueOrDefault(target) + 1;
        }
    }

    /// <returns>null for one that is closed meanwhile, or that lists the folder, and has another number next time.</returns>
    private string? TargetOf(int descriptor)
    {
        if (_targets.TryGetValue(descriptor, out string? known))
            return known;
        if (ProcessFiles.DescriptorTarget(descriptor) is not { } target || target.StartsWith("/proc/", StringComparison.Ordinal))
            return null;
        // The runtime loads assemblies whenever it needs them, in the background too
        return _targets[descriptor] = target.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? Assembly : target;
    }
}
