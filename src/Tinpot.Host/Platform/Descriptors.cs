using System.Globalization;

namespace Tinpot.Platform;

/// <summary>The file descriptors of this process: files, pipes and connections.</summary>
internal static class Descriptors
{
    private const string Line = "Max open files";

    /// <summary>How many this process may have open at once. The runtime has raised its limit to the highest that is allowed.</summary>
    /// <returns>null when the system sets no limit or does not say.</returns>
    public static int? Limit()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        // "Max open files            1024                 524288               files". Each assembly takes descriptors too, so
        // this uses no more of them than it needs.
        foreach (string line in File.ReadAllLines("/proc/self/limits"))
        {
            if (line.StartsWith(Line, StringComparison.Ordinal))
                return Number(line[Line.Length..].TrimStart());
        }

        return null;
    }

    private static int? Number(string text)
    {
        int end = text.IndexOf(' ', StringComparison.Ordinal);
        return long.TryParse(end < 0 ? text : text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out long limit)
            ? (int)Math.Min(limit, int.MaxValue)
            : null;
    }
}
