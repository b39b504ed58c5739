using System.Globalization;
using Tinpot.Processes;

namespace Tinpot.Workers;

/// <summary>The descriptors that this process has open, counted by what they lead to.</summary>
internal sealed class OpenDescriptors
{
    /// <summary>Pools of connections grow and shrink; so many more than there were are no leak.</summary>
    private const int MoreSockets = 8;

    /// <summary>No program needs more between two executions; each of them makes the next comparison slower.</summary>
    private const int Most = 2_048;

    private readonly Dictionary<string, int> _accepted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);
    private readonly long _limit = ProcessFiles.DescriptorLimit();
    private int _count;

    /// <summary>Takes what was seen for given.</summary>
    public void Learn()
    {
        foreach ((string target, int count) in _open)
            _accepted[target] = Math.Max(count, _accepted.GetValueOrDefault(target));
    }

    /// <summary>Whether so many are open that the next execution would soon have none, whoever opened them.</summary>
    public string? Exhaustion() => _count > Math.Min(_limit / 2, Most)
        ? string.Create(CultureInfo.InvariantCulture, $"{_count} open descriptors, of {_limit} that it may have")
        : null;

    /// <summary>What is open beyond what is taken for given.</summary>
    public string? Leftover()
    {
        foreach ((string target, int count) in _open)
        {
            int more = count - _accepted.GetValueOrDefault(target) - (target == "socket" ? MoreSockets : 0);
            if (more > 0)
                return string.Create(CultureInfo.InvariantCulture, $"open descriptors ({target}: {more})");
        }

        return null;
    }

    public void Look()
    {
        _open.Clear();
        _count = 0;
        foreach (int descriptor in ProcessFiles.Numbers("/proc/self/fd"))
        {
            // One that is closed meanwhile, or that lists the folder
            if (ProcessFiles.DescriptorTarget(descriptor) is not { } target || target.StartsWith("/proc/", StringComparison.Ordinal))
                continue;
            _count++;
            _open[target] = _open.GetValueOrDefault(target) + 1;
        }
    }
}
