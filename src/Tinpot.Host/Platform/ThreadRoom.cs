using System.Globalization;

namespace Tinpot.Platform;

/// <summary>How many more processes and threads the system lets this process start; to the system both are tasks.</summary>
internal static class ThreadRoom
{
    /// <summary>Above this, counting all tasks of a user costs more than it tells.</summary>
    private const int Counted = 8192;

    /// <summary>What a host keeps for itself: its runtime ends the process when it gets no thread.</summary>
    public const int Kept = 16;

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
            if (_plenty && SystemClock.Instance.GetElapsedTime(_counted) < TimeSpan.FromSeconds(1))
                return true;
        }

        return Left() is not { } left || left >= needed;
    }

    /// <returns>null when no limit is near enough to matter, or none is known.</returns>
    public static int? Left()
    {
        int? left = Count();
        lock (Counting)
            (_counted, _plenty) = (SystemClock.Instance.GetTimestamp(), left is null or > Plenty);
        return left;
    }

    private static int? Count()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        try
        {
            int? user = OfUser(), group = ControlGroups.TasksLeft();
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
