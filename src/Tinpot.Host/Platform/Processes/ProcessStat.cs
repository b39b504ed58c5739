using System.Globalization;
using System.Text;

namespace Tinpot.Platform.Processes;

/// <summary>One line of <c>/proc/*/stat</c>.</summary>
/// <param name="Started">In ticks since boot; with the number it names a process for good, since numbers are used again.</param>
internal readonly record struct ProcessStat(int Pid, string Name, char State, int Parent, int Threads, ulong Started)
{
    /// <summary>A dead process that nobody has asked about yet. Its first thread alone may be dead, and others live on.</summary>
    public bool IsZombie => State is 'Z' or 'X' && Threads <= 1;

    /// <summary>Stopped by a signal or a tracer: it starts nothing any more.</summary>
    public bool IsStopped => State is 'T' or 't';

    public bool IsSame(ProcessStat other) => Pid == other.Pid && Started == other.Started;

    /// <summary>null when the process is gone.</summary>
    /// <exception cref="IOException">This process may open no more files.</exception>
    public static ProcessStat? Read(int pid)
    {
        try
        {
            return Parse(File.ReadAllText($"/proc/{pid}/stat", Encoding.Latin1));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException && !SystemShortage.Is(error))
        {
            return null;
        }
    }

    /// <summary>Every process that there is. What starts or ends meanwhile may be among them or not.</summary>
    public static List<ProcessStat> ReadAll()
    {
        var all = new List<ProcessStat>();
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out int pid) && Read(pid) is { } stat)
                all.Add(stat);
        }

        return all;
    }

    /// <summary>A program chooses its name, so that may hold blanks and brackets: the last one ends it.</summary>
    /// <returns>null when the line is not complete.</returns>
    internal static ProcessStat? Parse(string line)
    {
        int open = line.IndexOf('(', StringComparison.Ordinal);
        int close = line.LastIndexOf(')');
        if (open < 1 || close < open)
            return null;
        string[] fields = line[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        CultureInfo culture = CultureInfo.InvariantCulture;
        return fields.Length > 19
            && int.TryParse(line.AsSpan(0, open - 1), culture, out int pid)
            && int.TryParse(fields[1], culture, out int parent)
            && int.TryParse(fields[17], culture, out int threads)
            && ulong.TryParse(fields[19], culture, out ulong started)
            ? new ProcessStat(pid, line[(open + 1)..close], fields[0][0], parent, threads, started)
            : null;
    }
}
