using System.Globalization;
using System.Text;

namespace Tinpot.Processes;

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
    public static ProcessStat? Read(int pid)
    {
        try
        {
            return Parse(File.ReadAllText($"/proc/{pid}/stat", Encoding.Latin1));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
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
    internal static ProcessStat? Parse(string line)
    {
        int open = line.IndexOf('(', StringComparison.Ordinal);
        int close = line.LastIndexOf(')');
        if (open < 0 || close < open)
            return null;
        string[] fields = line[(close + 2)..].Split(' ');
        return new ProcessStat(
            int.Parse(line.AsSpan(0, open - 1), CultureInfo.InvariantCulture),
            line[(open + 1)..close],
            fields[0][0],
            int.Parse(fields[1], CultureInfo.InvariantCulture),
            int.Parse(fields[17], CultureInfo.InvariantCulture),
            ulong.Parse(fields[19], CultureInfo.InvariantCulture));
    }
}
