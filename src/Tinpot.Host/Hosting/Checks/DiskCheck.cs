using System.Globalization;
using Tinpot.Settings.Checks;

namespace Tinpot.Hosting.Checks;

/// <summary>The disk of the embedded store has room for more than a few executions.</summary>
internal sealed class DiskCheck(TinpotOptions options) : IReadinessCheck
{
    /// <summary>Below this the next large log fills the disk.</summary>
    public const long Needed = 16 * 1024 * 1024;

    public string Name => "disk";

    public string? Fault()
    {
        if (options.RedisUrl is not null)
            return null;
        long free = new DriveInfo(options.DataFolder).AvailableFreeSpace;
        return free < Needed
            ? string.Create(CultureInfo.InvariantCulture, $"The disk of {options.DataFolder} has {free / 1024} KiB of free space; free at least {Needed / 1024 / 1024} MiB.")
            : null;
    }
}
