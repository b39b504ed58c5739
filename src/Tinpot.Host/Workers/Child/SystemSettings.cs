using System.Globalization;
using Tinpot.Platform.Processes;

namespace Tinpot.Workers.Child;

/// <summary>
/// What the system keeps for this process and native code may change: where some descriptors lead, limits, and signals that are
/// ignored. Taken when this is made.
/// </summary>
/// <remarks>
/// A closed standard descriptor is worse than a leak: its number goes to the next file that is opened, and everything that native
/// code and programs print ends up there.
/// </remarks>
/// <param name="descriptors">Those that must stay.</param>
internal sealed class SystemSettings(params int[] descriptors)
{
    private const int Resources = 16;

    private readonly (int Number, (ulong, long)? Target)[] _descriptors =
        [.. descriptors.Select(number => (number, ProcessFiles.DescriptorIdentity(number)))];

    private readonly ProcessLimits.Limit?[] _limits = [.. Enumerable.Range(0, Resources).Select(ProcessLimits.Get)];
    private readonly ulong _ignored = ProcessFiles.Status().IgnoredSignals;

    /// <param name="now">What the system says of this process.</param>
    /// <returns>What differs and cannot be put back; null when nothing does.</returns>
    public string? Difference(ProcessStatus now) => Descriptor() ?? Limit() ?? Signal(now.IgnoredSignals);

    private string? Descriptor()
    {
        foreach ((int number, (ulong, long)? target) in _descriptors)
        {
            if (ProcessFiles.DescriptorIdentity(number) is var now && now != target)
                return string.Create(CultureInfo.InvariantCulture, $"descriptor {number} {(now is null ? "closed" : "leading elsewhere")}");
        }

        return null;
    }

    private string? Limit()
    {
        for (int resource = 0; resource < Resources; resource++)
        {
            if (ProcessLimits.Get(resource) != _limits[resource])
                return string.Create(CultureInfo.InvariantCulture, $"another limit of the process (RLIMIT number {resource})");
        }

        return null;
    }

    private string? Signal(ulong ignored) => (ignored & ~_ignored) == 0 ? null : "signals that are ignored";
}
