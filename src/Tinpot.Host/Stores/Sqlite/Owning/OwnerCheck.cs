using Tinpot.Platform;

namespace Tinpot.Stores.Sqlite.Owning;

/// <summary>Judges whether the owner that a store names is gone, without trusting a clock that can be set.</summary>
/// <param name="self">The process that wants the store.</param>
/// <param name="file">The database as it is opened here.</param>
/// <param name="held">The lock file that this process holds; null when the system keeps no locks there.</param>
/// <param name="startOf">When the process of that number started; null when there is none.</param>
internal sealed class OwnerCheck(ProcessIdentity self, FileIdentity? file, FileIdentity? held, Func<int, long?> startOf)
{
    /// <summary>Without a sign of life for so long, an owner that runs elsewhere is gone. One comes each 5 seconds.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <param name="now">Milliseconds since this machine started.</param>
    public (OwnerLife Life, string Why) Judge(OwnerRow owner, long now)
    {
        ProcessIdentity process = owner.Process;
        if (file is { } here && owner.File is { } there && !here.IsSame(there))
            return (OwnerLife.Gone, "that process used another file, and this file is a copy of it");
        if (self.SharesProcesses(process))
        {
            return startOf(process.Pid) is { } started && started == process.Started
                ? (OwnerLife.Alive, "")
                : (OwnerLife.Gone, "that process has ended");
        }

        if (self.IsRebootSince(process))
            return (OwnerLife.Gone, "this machine has been restarted since then");
        if (self.Boot.Length > 0 && self.Boot == process.Boot)
        {
            // One kernel keeps the locks of both, and this process holds the lock that the owner would hold
            if (held is { } mine && owner.Lock is { } its && mine.IsSame(its))
                return (OwnerLife.Gone, "its container has ended");
            if (now - owner.BeatAt > Timeout.TotalMilliseconds)
                return (OwnerLife.Gone, "it has written no heartbeat since then");
        }

        return (OwnerLife.Unknown, "");
    }
}
