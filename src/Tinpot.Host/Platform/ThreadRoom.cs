using System.Diagnostics;
using System.Globalization;

namespace Tinpot.Platform;

/// <summary>How many more processes and threads the system lets this process start; to the system both are tasks.</summary>
internal static class ThreadRoom
{
    /// <summary>Above this, counting all tasks of a user costs more than it tells.</summary>
    private const int Counted = 8192;

    /// <summary>What a host keeps for itself: its runtime ends the process when it gets no thread.</summary>
    public const int Kept = 16;

    private const string Groups = "/sys/fs/cgroup";

    /// <summary>With so many left, they are not counted again within a second.</summary>
    private const int Plenty = 512;

    private static readonly Lock Counting = new();
    private static long _counted;
    private static bool _plenty;

    /// <summary>Whether more than so many can be started. It may be asked often.</summary>
    public static bool Has(int needed)
    {
        lock (Counting)
        {
            if (_plenty && Stopwatch.GetElapsedTime(_counted) < TimeSpan.FromSeconds(1))
                return true;
        }

        int left = Left() ?? int.MaxValue;
        lock (Counting)
            (_counted, _plenty) = (Stopwatch.GetTimestamp(), left > Plenty);
        return left >= needed;
    }

    /// <returns>null when no limit is near enough to matter, or none is known.</returns>
    public static int? Left()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        try
        {
            int? user = OfUser(), group = OfGroup();
            return user is { } one && group is { } other ? Math.Min(one, other) : user ?? group;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>RLIMIT_NPROC, from which root is exempt.</summary>
    private static int? OfUser()
    {
        if (Environment.IsPrivilegedProcess || ResourceLimits.Processes() is not { } limit || limit > Counted)
            return null;
        string? user = Line("/proc/self/status", "Uid:");
        int tasks = 0;
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!char.IsAsciiDigit(folder[^1]))
                continue;
            try
            {
                if (Line($"{folder}/status", "Uid:") == user && int.TryParse(Line($"{folder}/status", "Threads:"), CultureInfo.InvariantCulture, out int threads))
                    tasks += threads;
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended meanwhile
            }
        }

        return limit - tasks;
    }

    /// <summary>The limit of the control group, such as of a container or of a systemd unit (<c>TasksMax</c>), and of those around it.</summary>
    private static int? OfGroup()
    {
        string? path = Line("/proc/self/cgroup", "0::");
        int? left = null;
        while (path is not null)
        {
            string folder = Groups + path.TrimEnd('/');
            if (File.Exists($"{folder}/pids.max")
                && int.TryParse(File.ReadAllText($"{folder}/pids.max"), CultureInfo.InvariantCulture, out int most)
                && int.TryParse(File.ReadAllText($"{folder}/pids.current"), CultureInfo.InvariantCulture, out int tasks))
                left = Math.Min(left ?? int.MaxValue, most - tasks);
            path = path.Length > 1 ? path[..Math.Max(1, path.LastIndexOf('/'))] : null;
        }

        return left;
    }

    private static string? Line(string file, string name)
    {
        foreach (string line in File.ReadLines(file))
        {
            if (line.StartsWith(name, StringComparison.Ordinal))
                return line[name.Length..].Trim();
        }

        return null;
    }
}
