using System.Globalization;
using System.Runtime.InteropServices;

namespace Tinpot.Platform.Processes;

/// <summary>What the system lets this process, and all that it starts, use.</summary>
internal static class ProcessLimits
{
    private const int CoreFile = 4;
    private const int OpenFiles = 7;
    private const int SetNoNewPrivileges = 38;

    private const string OutOfMemoryScore = "/proc/self/oom_score_adj";
    private const int WorstScore = 1_000;

    /// <summary>Most descriptors, also for what it starts. A limit that is lower already stays.</summary>
    public static void LimitDescriptors(ulong most)
    {
        if (Get(OpenFiles) is { } now)
            Set(OpenFiles, Math.Min(now.Soft, most), Math.Min(now.Hard, most));
    }

    /// <summary>A dump of the memory would hold secrets.</summary>
    public static void ForbidCoreFiles() => Set(CoreFile, 0, 0);

    /// <summary>No program that is started here gains rights by a set-uid bit or by capabilities of its file.</summary>
    public static void ForbidNewPrivileges() => Libc.Prctl(SetNoNewPrivileges, 1, 0, 0, 0);

    /// <summary>When memory runs out, the system rather ends this process and what it starts than its host.</summary>
    public static void OfferToOutOfMemory(int score)
    {
        try
        {
            int now = int.Parse(File.ReadAllText(OutOfMemoryScore), CultureInfo.InvariantCulture);
            File.WriteAllText(OutOfMemoryScore, Math.Min(now + score, WorstScore).ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A system without it, or a sandbox that hides it: everything else works all the same
        }
    }

    /// <summary>Where the system refuses, the limit stays as it is.</summary>
    public static unsafe void Set(int resource, ulong soft, ulong hard)
    {
        var limit = new Limit(soft, hard);
        if (Environment.Is64BitProcess)
            _ = Libc.ResourceLimit(0, resource, &limit, null);
    }

    /// <returns>null when the system does not tell.</returns>
    public static unsafe Limit? Get(int resource)
    {
        Limit limit = default;
        return Environment.Is64BitProcess && Libc.ResourceLimit(0, resource, null, &limit) == 0 ? limit : null;
    }

    /// <summary><c>struct rlimit</c> of a 64-bit system.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly record struct Limit(ulong Soft, ulong Hard);
}
