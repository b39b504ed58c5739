using System.Globalization;
using Tinpot.Settings.Checks;

namespace Tinpot.Hosting.Checks;

/// <summary>The disk of the embedded store has room for more than a few executions.</summary>
/// <param name="folder">Of the store; null if its data is not on a disk of this host.</param>
internal sealed class DiskCheck(string? folder) : HostCheck
{
    /// <summary>Below this the next large log fills the disk.</summary>
    public const long Needed = 16 * 1024 * 1024;

    public override string? Fault()
    {
        if (folder is null)
            return null;
        long free = new DriveInfo(folder).AvailableFreeSpace;
        return free < Needed
            ? string.Create(CultureInfo.InvariantCulture, $"The disk of {folder} has {free / 1024} KiB of free space; free at least {Needed / 1024 / 1024} MiB.")
            : null;
    }
}
