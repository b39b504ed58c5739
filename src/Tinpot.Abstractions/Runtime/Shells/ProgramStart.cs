using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Tinpot.Runtime.Shells;

/// <summary>Starts a program with the signals and limits that a shell would give it, not with those of the runtime.</summary>
internal static partial class ProgramStart
{
    private const int DescriptorLimit = 7;
    private const int DuplicateCloseOnExec = 1030;

    /// <summary>The limit that programs can rely on; some close every descriptor up to their limit when they start.</summary>
    private const ulong Descriptors = 1024;

    /// <summary>Up to here there is room for what other threads open while the limit is low.</summary>
    private const int Room = 512;

    private static readonly Lock Starting = new();

    /// <returns>null when no process was started.</returns>
    public static Process? Start(ProcessStartInfo start)
    {
        BrokenPipes.Handle();
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
            return Process.Start(start);
        // A limit belongs to the whole process and is inherited at the fork: it is lowered for that long
        lock (Starting)
        {
            if (!Get(0, out Limit own) || own.Soft <= Descriptors)
                return Process.Start(start);
            var low = new Limit(Descriptors, own.Hard);
            if (!HasRoom())
                return Lower(Process.Start(start), low);
            Set(0, low);
            try
            {
                return Process.Start(start);
            }
            finally
            {
                Set(0, own);
            }
        }
    }

    /// <summary>Later than at the fork, so the program may see the higher limit for a moment.</summary>
    private static Process? Lower(Process? process, Limit limit)
    {
        if (process is not null)
            Set(process.Id, limit);
        return process;
    }

    /// <summary>A new descriptor gets the lowest number that is free.</summary>
    private static bool HasRoom()
    {
        int lowest = Duplicate(0, DuplicateCloseOnExec, 0);
        if (lowest < 0)
            return false;
        _ = Close(lowest);
        return lowest < Room;
    }

    private static unsafe bool Get(int process, out Limit limit)
    {
        fixed (Limit* old = &limit)
            return ResourceLimit(process, DescriptorLimit, null, old) == 0;
    }

    /// <summary>A program that has ended meanwhile needs none.</summary>
    private static unsafe void Set(int process, Limit limit) => _ = ResourceLimit(process, DescriptorLimit, &limit, null);

    [LibraryImport("libc", EntryPoint = "prlimit")]
    private static unsafe partial int ResourceLimit(int process, int resource, Limit* value, Limit* old);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Duplicate(int descriptor, int command, int least);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    /// <summary><c>struct rlimit</c> of a 64-bit system.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(ulong Soft, ulong Hard);
}
